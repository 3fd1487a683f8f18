package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FunctionRulesTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    /** As docs/lambda.md has it. */
    private static final Map<String, String> PRODUCTION = Map.ofEntries(
            Map.entry("fleetport.lambda.function", "api"),
            Map.entry("fleetport.environment", "production"),
            Map.entry("fleetport.roles", "api"),
            Map.entry("fleetport.security.issuer", "https://id.example.com"),
            Map.entry("fleetport.live", "redis"),
            Map.entry("fleetport.redis.url", "rediss://redis.example.com"),
            Map.entry("fleetport.stream.kind", "kinesis"),
            Map.entry("fleetport.stream.name", "telemetry"),
            Map.entry("fleetport.archive.kind", "none"),
            Map.entry("fleetport.documents.kind", "s3"),
            Map.entry("fleetport.keys.kind", "kms"),
            Map.entry("fleetport.keys.vin-index", KEY),
            Map.entry("fleetport.keys.webhooks", KEY));

    @Test
    void whatIsDocumentedStarts() {
        assertThat(Deployment.of(settings(Map.of())).isLocal()).isFalse();
        assertThat(GivenKeys.find(settings(Map.of()), GivenKeys.VIN_INDEX))
                .hasValueSatisfying(key -> assertThat(key).hasSize(32));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fleetport.roles | api,consumer | fleetport.roles must be api in a function",
                "fleetport.roles | api,jobs | fleetport.roles must be api in a function",
                "fleetport.roles | '' | fleetport.roles must be api in a function",
                "fleetport.stations.broker | outside | set it to none",
                "fleetport.archive.kind | file | fleetport.archive.kind is file",
                "fleetport.documents.kind | file | fleetport.documents.kind is file",
                "fleetport.keys.kind | file | name the installation's file by fleetport.keys.file",
                "fleetport.keys.vin-index | '' | fleetport.keys.vin-index is not set",
                "fleetport.keys.webhooks | '' | fleetport.keys.webhooks is not set",
                "fleetport.lambda.function | cron | fleetport.lambda.function must be one of api, stations, uploads",
            })
    void whatCannotWorkDoesNotStart(String name, String value, String told) {
        assertThatThrownBy(() -> Deployment.of(settings(Map.of(name, value))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(told);
    }

    @Test
    void uploadsAreToldOfByS3Alone() {
        Map<String, String> local = Map.of(
                "fleetport.environment", "local",
                "fleetport.lambda.function", "uploads",
                "fleetport.documents.kind", "file",
                "fleetport.database.kind", "external",
                "fleetport.stations.broker", "none");

        assertThatThrownBy(() -> Deployment.of(settings(local)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("set it to s3");
    }

    @ParameterizedTest
    @CsvSource({"c2hvcnQ=", "not base64"})
    void aKeyThatIsNoneIsRefusedWithoutBeingTold(String value) {
        assertThatThrownBy(() -> GivenKeys.find(settings(Map.of(GivenKeys.WEBHOOKS, value)), GivenKeys.WEBHOOKS))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(GivenKeys.WEBHOOKS)
                .message()
                .doesNotContain(value);
    }

    private static Settings settings(Map<String, String> changed) {
        Map<String, String> all = new HashMap<>(PRODUCTION);
        all.putAll(changed);
        return new Settings(name -> Optional.ofNullable(all.get(name)));
    }
}
