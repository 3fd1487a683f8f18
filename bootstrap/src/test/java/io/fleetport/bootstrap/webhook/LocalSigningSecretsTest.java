package io.fleetport.bootstrap.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.SigningSecrets.Made;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSigningSecretsTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final UUID WEBHOOK = new UUID(1, 2);
    private static final UUID EVENT = new UUID(3, 4);
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    /** The vector in the Standard Webhooks specification's own libraries. */
    @Test
    void theSignatureIsThatOfThePublishedTestVector() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(LocalSigningSecrets.signature(
                        secret,
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretSignsAsTheReceiverWhoWasShownItExpects() {
        LocalSigningSecrets secrets = new LocalSigningSecrets(folder.resolve("key"));
        Made made = secrets.make(ACME, WEBHOOK);

        assertThat(made.text()).startsWith("whsec_");
        byte[] shown = Base64.getDecoder().decode(made.text().substring("whsec_".length()));
        assertThat(shown).hasSize(32);
        assertThat(secrets.sign(ACME, WEBHOOK, made.sealed(), EVENT, 1_700_000_000, BODY))
                .isEqualTo(LocalSigningSecrets.signature(shown, EVENT.toString(), 1_700_000_000, BODY));
        assertThat(new LocalSigningSecrets(folder.resolve("key"))
                        .sign(ACME, WEBHOOK, made.sealed(), EVENT, 1_700_000_000, BODY))
                .as("after a restart")
                .isEqualTo(LocalSigningSecrets.signature(shown, EVENT.toString(), 1_700_000_000, BODY));
        assertThat(new String(made.sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(shown, StandardCharsets.ISO_8859_1));
        assertThat(made.toString()).doesNotContain(made.text());
    }

    @Test
    void itOpensForItsWebhookAndUnderItsKeyOnly() {
        LocalSigningSecrets secrets = new LocalSigningSecrets(folder.resolve("key"));
        byte[] sealed = secrets.make(ACME, WEBHOOK).sealed();
        byte[] tampered = sealed.clone();
        tampered[tampered.length - 1] ^= 1;

        assertRefused(secrets, new OrganizationId("other"), WEBHOOK, sealed);
        assertRefused(secrets, ACME, new UUID(1, 3), sealed);
        assertRefused(secrets, ACME, WEBHOOK, tampered);
        assertRefused(secrets, ACME, WEBHOOK, new byte[] {2, 0, 0});
        assertRefused(new LocalSigningSecrets(folder.resolve("another")), ACME, WEBHOOK, sealed);
        assertThat(secrets.sign(ACME, WEBHOOK, sealed, EVENT, 1, BODY)).startsWith("v1,");
    }

    @Test
    void theKeyIsItsOwnersAlone() throws Exception {
        new LocalSigningSecrets(folder.resolve("key"));

        assertThat(Files.getPosixFilePermissions(folder.resolve("key")).toString())
                .doesNotContain("OTHERS");
        Files.write(folder.resolve("short"), new byte[5]);
        Files.setPosixFilePermissions(
                folder.resolve("short"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> new LocalSigningSecrets(folder.resolve("short")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(
            LocalSigningSecrets secrets, OrganizationId organization, UUID webhook, byte[] sealed) {
        assertThatThrownBy(() -> secrets.sign(organization, webhook, sealed, EVENT, 1, BODY))
                .isInstanceOf(IllegalStateException.class);
    }
}
