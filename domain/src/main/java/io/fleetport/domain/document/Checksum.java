package io.fleetport.domain.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 (FIPS 180-4) of a file.
 *
 * @param hex 64 digits, small letters, as {@code sha256sum} prints it
 */
public record Checksum(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Checksum {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("hex must be 64 hexadecimal digits in small letters but is " + hex);
        }
    }

    /** @param bytes 32 of them */
    public static Checksum of(byte[] bytes) {
        return new Checksum(HexFormat.of().formatHex(bytes));
    }

    /** To be made of a file's bytes as they come, for one thread; its digest is what {@link #of} takes. */
    public static MessageDigest running() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @return 32 bytes */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
