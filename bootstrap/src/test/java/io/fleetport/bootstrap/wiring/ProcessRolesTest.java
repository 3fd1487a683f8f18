package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessRolesTest {

    @Test
    void withoutSettingsOneProcessDoesEverythingWithoutAStream() {
        ProcessRoles all = ProcessRoles.of(settings(Map.of()));
        assertThat(all).hasToString("roles=edge,consumer,api stream=none");
        assertThat(all.hearsVehicles()).isTrue();
        assertThat(all.answersRequests()).isTrue();
        assertThat(all.stores()).isTrue();
        assertThat(all.publishes()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // roles, stream, hears vehicles, publishes, stores, answers requests
        "edge, kinesis, true, true, false, false",
        "consumer, kinesis, false, false, true, false",
        "api, kinesis, false, true, false, true",
        "'edge, consumer', kinesis, true, true, true, false",
        "'edge,consumer,api', kinesis, true, true, true, true",
        "'edge,consumer', none, true, false, true, false",
        "api, none, false, false, true, true",
    })
    void eachDoesItsPart(
            String named, String stream, boolean hears, boolean publishes, boolean stores, boolean answers) {
        ProcessRoles roles =
                ProcessRoles.of(settings(Map.of("fleetport.roles", named, "fleetport.stream.kind", stream)));
        assertThat(roles.hearsVehicles()).isEqualTo(hears);
        assertThat(roles.publishes()).isEqualTo(publishes);
        assertThat(roles.stores()).isEqualTo(stores);
        assertThat(roles.answersRequests()).isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edge | none | | set it to kinesis, or add consumer to the roles",
                "edge,api | none | | set it to kinesis, or add consumer to the roles",
                "consumer | none | | set it to kinesis, or add edge to the roles",
                "edge | kinesis | | fleetport.stream.name is not set",
                "edge,consumer | none | telemetry | fleetport.stream.kind is none: set it to kinesis",
                "consumer | kinesis | telemetry | set it to redis",
                "api | kinesis | telemetry | set it to redis",
                "signer | kinesis | telemetry | fleetport.roles must be one of edge, consumer, api but is signer",
            })
    void whatCannotWorkDoesNotStart(String roles, String stream, String name, String advice) {
        Map<String, String> settings = new HashMap<>(external());
        settings.put("fleetport.roles", roles);
        settings.put("fleetport.stream.kind", stream);
        if (name != null) {
            settings.put("fleetport.stream.name", name);
        }
        assertThatThrownBy(() -> Deployment.of(settings(settings)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @CsvSource({"fleetport.stores, memory, set it to postgres", "fleetport.database.kind, embedded, set it to external"
    })
    void whatOneProcessKeepsForItselfIsNoUseToTheOthers(String setting, String value, String advice) {
        Map<String, String> settings = new HashMap<>(external());
        settings.put("fleetport.roles", "edge");
        settings.put("fleetport.stream.kind", "kinesis");
        settings.put("fleetport.stream.name", "telemetry");
        assertThat(Deployment.of(settings(settings)).stores()).isEqualTo(Deployment.Stores.POSTGRES);
        settings.remove("fleetport.database.kind");
        settings.put(setting, value);
        assertThatThrownBy(() -> Deployment.of(settings(settings)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining(setting + " is " + value)
                .hasMessageContaining(advice);
    }

    @Test
    void theStreamsOfAMakersServerAreReadByConsumers() {
        Map<String, String> settings = new HashMap<>(external());
        settings.put("fleetport.maker-streams.values", "tesla_V");
        settings.put("fleetport.live", "redis");
        settings.put("fleetport.redis.url", "redis://localhost:6379");
        settings.put("fleetport.roles", "consumer");
        assertThat(Deployment.of(settings(settings)).stores()).isEqualTo(Deployment.Stores.POSTGRES);
        assertThat(MakerStreams.names(settings(settings))).containsExactly(Map.entry("V", "tesla_V"));
        assertThatThrownBy(() -> MakerStreams.of(settings(settings)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.maker-streams.organization is not set");
        settings.put("fleetport.roles", "api");
        assertThatThrownBy(() -> Deployment.of(settings(settings)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("consumers read them");
    }

    @Test
    void putsAreNotSmallerThanTheirEntries() {
        assertThat(KinesisSettings.limits(settings(Map.of("fleetport.kinesis.entry-bytes", "10485760")))
                        .putBytes())
                .isEqualTo(10_485_760);
        assertThatThrownBy(() -> KinesisSettings.limits(settings(
                        Map.of("fleetport.kinesis.entry-bytes", "2097152", "fleetport.kinesis.put-bytes", "1048576"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.kinesis.put-bytes must be at least");
    }

    private static Map<String, String> external() {
        return Map.of("fleetport.database.kind", "external");
    }

    private static Settings settings(Map<String, String> settings) {
        return new Settings(name -> Optional.ofNullable(settings.get(name)));
    }
}
