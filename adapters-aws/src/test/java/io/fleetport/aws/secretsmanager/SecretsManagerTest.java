package io.fleetport.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.sdk.AwsAccess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The real client against what speaks as Secrets Manager does. */
final class SecretsManagerTest {

    private static final int ATTEMPTS = 3;
    private static final String DATABASE = "fleetport/database";

    private final SecretsEndpoint endpoint = new SecretsEndpoint();
    private final SecretsManager secrets = SecretsManager.open(new AwsAccess(
            "eu-central-1",
            endpoint.address(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "secret")),
            ATTEMPTS,
            Duration.ofSeconds(20),
            Duration.ofMinutes(1)));

    @AfterEach
    void close() {
        secrets.close();
        endpoint.close();
    }

    @Test
    void aWholeSecretAndMembersOfOneAreRead() {
        String arn = endpoint.put(
                DATABASE,
                "{\"username\":\"fleet\",\"port\":5432,\"more\":{\"password\":\"no\"},"
                        + "\"password\":\"ses#ame \\u00e4\"}");
        endpoint.put("redis_password", "open\nsesame");

        assertThat(read(
                        "secret:redis_password",
                        "secret:" + DATABASE + "#username",
                        "secret:" + DATABASE + "#password",
                        "secret:" + DATABASE + "#port"))
                .containsOnly(
                        Map.entry("secret:redis_password", "open\nsesame"),
                        Map.entry("secret:" + DATABASE + "#username", "fleet"),
                        Map.entry("secret:" + DATABASE + "#password", "ses#ame \u00e4"),
                        Map.entry("secret:" + DATABASE + "#port", "5432"));
        assertThat(endpoint.asked()).isEqualTo(2);
        assertThat(read("secret:" + arn + "#username").values()).containsExactly("fleet");

        endpoint.put(DATABASE, "{\"username\":\"fleet2\"}");
        assertThat(read("secret:" + DATABASE + "#username").values()).containsExactly("fleet2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResourceNotFoundException", "AccessDeniedException", "DecryptionFailure"})
    void aSecretThatMayNotBeReadIsRefusedAtOnce(String error) {
        endpoint.put(DATABASE, "sesame");
        endpoint.refuse(DATABASE, error);
        assertThatThrownBy(() -> read("secret:" + DATABASE))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining(DATABASE)
                .hasMessageContaining(error);
        assertThat(endpoint.asked()).isEqualTo(1);
    }

    @Test
    void aServiceThatFailsForAMomentIsAskedAgain() {
        endpoint.put(DATABASE, "sesame");
        endpoint.fail(ATTEMPTS - 1);
        assertThat(read("secret:" + DATABASE).values()).containsExactly("sesame");
        endpoint.fail(ATTEMPTS);
        assertThatThrownBy(() -> read("secret:" + DATABASE)).isInstanceOf(PortUnavailable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'sesame', is not a JSON object",
        "'{\"password\":\"sesame\"', is not a JSON object",
        "'[\"sesame\"]', is not a JSON object",
        "'{\"user\":\"sesame\"}', has no text or number named password",
        "'{\"password\":[\"sesame\"]}', has no text or number named password",
        "'{\"password\":null,\"a\":\"sesame\"}', has no text or number named password",
    })
    void whatIsNotAsExpectedIsRefusedWithoutRepeatingIt(String secret, String why) {
        endpoint.put(DATABASE, secret);
        assertThatThrownBy(() -> read("secret:" + DATABASE + "#password"))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining(DATABASE)
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(trace(e)).doesNotContain("sesame"));
    }

    @Test
    void aSecretOfBytesIsRefused() {
        endpoint.put(DATABASE, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> read("secret:" + DATABASE))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("is not a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret:", "secret:#key", "secret:name#", "secret:a b", "secret:name#a#b", "other:name"})
    void aMalformedReferenceIsRefused(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret:NAME#KEY");
    }

    private Map<String, String> read(String... references) {
        Map<String, String> values = new HashMap<>();
        secrets.read(Set.copyOf(
                        List.of(references).stream().map(SecretReference::parse).toList()))
                .forEach((reference, value) -> values.put(reference.toString(), value));
        return values;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
