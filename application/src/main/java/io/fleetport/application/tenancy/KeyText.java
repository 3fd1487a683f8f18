package io.fleetport.application.tenancy;

import io.fleetport.application.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a key: {@code fpk_<id>_<secret>}, where the prefix lets scanners of published source find it, the id is 64
 * random bits in hexadecimal and the secret 256 in base64url (RFC 4648).
 */
record KeyText(String id, String secret) {

    private static final Pattern FORM = Pattern.compile("fpk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    static KeyText random() {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        return new KeyText(
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static Optional<KeyText> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeyText(form.group(1), form.group(2))) : Optional.empty();
    }

    String text() {
        return "fpk_" + id + "_" + secret;
    }

    byte[] secretHash() {
        return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyText[" + id + "]";
    }
}
