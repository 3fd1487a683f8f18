package io.fleetport.application.request;

import io.fleetport.application.port.in.AnswerOnce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Everything that is derived from the key a sender gave a request: the name it is kept under, the fingerprint of its content,
 * and the seal around its answer (AES-256-GCM, fresh nonce). Each is an HMAC-SHA256 under the sender's key for a purpose of
 * its own, so none tells another.
 */
final class AnswerSeal {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String digest;
    private final String fingerprint;
    private final SecretKeySpec sealing;

    private AnswerSeal(String digest, String fingerprint, SecretKeySpec sealing) {
        this.digest = digest;
        this.fingerprint = fingerprint;
        this.sealing = sealing;
    }

    static AnswerSeal of(AnswerOnce.Request request) {
        byte[] who = parts(
                bytes(request.caller().organization().toString()),
                bytes(request.caller().subject()),
                bytes(request.operation()));
        byte[] key = bytes(request.key());
        return new AnswerSeal(
                HexFormat.of().formatHex(mac(key, "name", who)),
                HexFormat.of().formatHex(mac(key, "content", parts(who, request.content()))),
                new SecretKeySpec(mac(key, "answer", who), "AES"));
    }

    /** What the request is kept under. */
    String digest() {
        return digest;
    }

    String fingerprint() {
        return fingerprint;
    }

    byte[] close(byte[] answer) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(answer);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Empty when it was not closed by this seal. */
    Optional<byte[]> open(byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES));
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bytes(digest));
        return cipher;
    }

    private static byte[] mac(byte[] key, String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(parts(bytes("fleetport idempotency " + purpose), content));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256, and the key is not empty", e);
        }
    }

    /** Joined with their lengths, so that no two lists of parts give the same bytes. */
    private static byte[] parts(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.putInt(part.length).put(part);
        }
        return joined.array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
