package io.fleetport.bootstrap.document;

import io.fleetport.bootstrap.local.PrivateFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests by HMAC-SHA-256 (RFC 2104) under a key in a file that only its owner can read. Everything that matters goes in
 * with its length before it, so that no two requests look alike. Safe to use from many threads.
 */
final class UrlSigning {

    /** Apart from whatever else may be signed under the key one day. */
    private static final String PURPOSE = "fleetport-document-url-1";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    /** @param file holds the key; made when there is none */
    UrlSigning(Path file) {
        byte[] bytes = PrivateFile.readOrCreate(file, UrlSigning::newKey);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("the key of documents' URLs in " + file + " must have " + KEY_BYTES
                    + " bytes but has " + bytes.length);
        }
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] newKey() {
        byte[] made = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(made);
        return made;
    }

    /** @param terms of the request by name, its expiry among them */
    String sign(String method, String path, Map<String, String> terms) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code(method, path, terms));
    }

    /** Takes as long for any wrong signature. */
    boolean fits(String method, String path, Map<String, String> terms, String signature) {
        try {
            return MessageDigest.isEqual(Base64.getUrlDecoder().decode(signature), code(method, path, terms));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private byte[] code(String method, String path, Map<String, String> terms) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            add(mac, PURPOSE);
            add(mac, method);
            add(mac, path);
            new TreeMap<>(terms).forEach((name, value) -> {
                add(mac, name);
                add(mac, value);
            });
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static void add(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }
}
