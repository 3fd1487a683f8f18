package io.fleetport.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.KeysContract;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.aws.standin.JsonEndpoint.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The real client against what speaks as KMS does. */
final class KmsKeysTest implements KeysContract {

    private static final String ALIAS = "alias/fleetport";
    private static final int ATTEMPTS = 3;
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final KmsEndpoint kms = new KmsEndpoint();
    private final String first = kms.newKey(ALIAS);
    private final List<KmsKeys> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(KmsKeys::close);
        kms.close();
    }

    private KmsKeys open(String key, Duration attemptTimeout) {
        KmsKeys keys = KmsKeys.open(
                new AwsAccess(
                        "eu-central-1",
                        kms.address(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "secret")),
                        ATTEMPTS,
                        attemptTimeout,
                        Duration.ofMinutes(1)),
                key);
        opened.add(keys);
        return keys;
    }

    private KmsKeys open(String key) {
        return open(key, Duration.ofSeconds(20));
    }

    @Override
    public Keys keys() {
        return open(ALIAS);
    }

    @Override
    public Keys afterRotation() {
        kms.newKey(ALIAS);
        return open(ALIAS);
    }

    /** In another account, where ours may do nothing. */
    @Override
    public Keys stranger() {
        kms.newKey("alias/stranger");
        KmsKeys stranger = open("alias/stranger");
        return new Keys() {
            @Override
            public String currentId() {
                return stranger.currentId();
            }

            @Override
            public Wrapped wrap(byte[] key, Map<String, String> context) {
                Wrapped wrapped = stranger.wrap(key, context);
                kms.disable(stranger.currentId(), "AccessDeniedException");
                return wrapped;
            }

            @Override
            public byte[] unwrap(Wrapped wrapped, Map<String, String> context) {
                return stranger.unwrap(wrapped, context);
            }
        };
    }

    @Test
    void anAliasAndAnIdStandForTheKeysArn() {
        assertThat(open(ALIAS).currentId()).isEqualTo(first);
        assertThat(open("arn:aws:kms:eu-central-1:111122223333:" + ALIAS).currentId())
                .isEqualTo(first);
        assertThat(open(first).currentId()).isEqualTo(first);
    }

    @Test
    void anAliasThatComesToNameAnotherKeyCountsFromTheNextStartOn() {
        Keys running = open(ALIAS);
        String second = kms.newKey(ALIAS);

        Keys.Wrapped before = running.wrap(KEY, CONTEXT);

        assertThat(before.keyId()).isEqualTo(first);
        assertThat(open(ALIAS).currentId()).isEqualTo(second);
        assertThat(open(ALIAS).unwrap(before, CONTEXT)).isEqualTo(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException",
        "500, KMSInternalException",
        "500, KeyUnavailableException",
        "503, DependencyTimeoutException",
    })
    void whatPassesWithinTheAttemptsIsNotNoticed(int status, String error) {
        Keys keys = open(ALIAS);
        kms.fail(ATTEMPTS - 1, new Fault(status, error));

        Keys.Wrapped wrapped = keys.wrap(KEY, CONTEXT);

        assertThat(kms.asked()).isEqualTo(ATTEMPTS);
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException",
        "500, KMSInternalException",
        "503, DependencyTimeoutException",
        "500, SomethingNewException",
    })
    void whatLastsIsUnavailableAfterTheAttempts(int status, String error) {
        Keys keys = open(ALIAS);
        Keys.Wrapped wrapped = keys.wrap(KEY, CONTEXT);
        kms.fail(100, new Fault(status, error));

        assertThatThrownBy(() -> keys.unwrap(wrapped, CONTEXT))
                .isInstanceOf(PortUnavailable.class)
                .hasMessageContaining(error);
        assertThat(kms.asked()).isEqualTo(ATTEMPTS);

        kms.fail(0, Fault.SILENCE);
        assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(KEY);
    }

    @Test
    void noAnswerInTimeIsUnavailable() {
        Keys keys = open(ALIAS, Duration.ofSeconds(1));
        kms.fail(ATTEMPTS, Fault.SILENCE);

        assertThatThrownBy(() -> keys.wrap(KEY, CONTEXT)).isInstanceOf(PortUnavailable.class);

        assertThat(kms.asked()).isEqualTo(ATTEMPTS);
        assertThat(keys.wrap(KEY, CONTEXT).keyId()).isEqualTo(first);
    }

    @Test
    void nobodyThereIsUnavailable() {
        Keys keys = open(ALIAS);
        kms.close();

        assertThatThrownBy(() -> keys.wrap(KEY, CONTEXT)).isInstanceOf(PortUnavailable.class);
        assertThatThrownBy(() -> open(ALIAS)).isInstanceOf(PortUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AccessDeniedException", "DisabledException", "KMSInvalidStateException", "NotFoundException"})
    void aKeyThatIsNotOursToUseIsRefusedAtOnceAndNothingSecretIsNamed(String error) {
        Keys keys = open(ALIAS);
        Keys.Wrapped wrapped = keys.wrap(KEY, CONTEXT);
        kms.disable(first, error);
        kms.fail(0, Fault.SILENCE);

        assertThatThrownBy(() -> keys.unwrap(wrapped, CONTEXT))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining(error)
                .hasMessageContaining(first);
        assertThatThrownBy(() -> keys.wrap(KEY, CONTEXT))
                .isInstanceOf(PortRefused.class)
                .hasStackTraceContaining(error)
                .satisfies(e -> assertThat(e.toString() + e.getCause())
                        .doesNotContain("0123456789")
                        .doesNotContain("MDEyMzQ1Njc4OW")
                        .doesNotContain("303132333435"));
        assertThat(kms.asked()).isEqualTo(2);
    }

    @Test
    void aKeyThatCannotBeUsedIsFoundOutAtStart() {
        assertThatThrownBy(() -> open("alias/misspelt"))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("alias/misspelt")
                .hasMessageContaining("NotFoundException");
        kms.disable(first, "DisabledException");
        assertThatThrownBy(() -> open(ALIAS)).isInstanceOf(PortRefused.class);
    }
}
