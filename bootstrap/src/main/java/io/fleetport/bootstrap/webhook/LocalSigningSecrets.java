package io.fleetport.bootstrap.webhook;

import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.bootstrap.local.PrivateFile;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets sealed by AES-256-GCM under a key in a file that only its owner can read. Organization and webhook are bound in,
 * so that a sealed secret moved to another row does not open. Sealed form: version byte, 12 bytes of nonce, the rest.
 */
public final class LocalSigningSecrets implements SigningSecrets {

    /** What Standard Webhooks puts in front of secrets, so that scanners find those that leaked. */
    private static final String PREFIX = "whsec_";

    private static final int KEY_BYTES = 32;
    private static final int SECRET_BYTES = 32;
    private static final int VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param file holds the key; made when there is none */
    public LocalSigningSecrets(Path file) {
        this(PrivateFile.readOrCreate(file, () -> random(new SecureRandom(), KEY_BYTES)));
    }

    /** @param key 32 bytes, the same in every process of an installation */
    public LocalSigningSecrets(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "the key of webhooks' secrets must have " + KEY_BYTES + " bytes but has " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    @Override
    public Made make(OrganizationId organization, UUID webhook) {
        byte[] secret = random(random, SECRET_BYTES);
        byte[] nonce = random(random, NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, organization, webhook, secret);
        byte[] whole = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put((byte) VERSION)
                .put(nonce)
                .put(sealed)
                .array();
        return new Made(PREFIX + Base64.getEncoder().encodeToString(secret), whole);
    }

    @Override
    public String sign(
            OrganizationId organization, UUID webhook, byte[] sealed, UUID event, long seconds, byte[] body) {
        return signature(open(organization, webhook, sealed), event.toString(), seconds, body);
    }

    private byte[] open(OrganizationId organization, UUID webhook, byte[] sealed) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            throw new IllegalStateException("a webhook's secret is of a form not known to this version");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, sealed.length);
        return crypt(Cipher.DECRYPT_MODE, nonce, organization, webhook, rest);
    }

    private byte[] crypt(int mode, byte[] nonce, OrganizationId organization, UUID webhook, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((organization + "/" + webhook).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a webhook's secret does not open with the key of this service", e);
        }
    }

    /** The signature of one secret over {@code id.timestamp.body}, as Standard Webhooks has it for symmetric keys. */
    static String signature(byte[] secret, String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] random(SecureRandom random, int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return made;
    }
}
