package io.fleetport.application.encoding;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). Safe to use from many threads. */
public final class Sha256 {

    private Sha256() {}

    /** @return 32 bytes */
    public static byte[] of(byte[] content) {
        return running().digest(content);
    }

    /** A digest of bytes that come by and by, for one thread. */
    public static MessageDigest running() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
