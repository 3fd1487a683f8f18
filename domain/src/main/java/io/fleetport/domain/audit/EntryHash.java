package io.fleetport.domain.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over an entry of the audit log.
 *
 * <p>What is hashed, in this order: the text {@code fleetport-audit-1}; the 32 bytes of the previous hash; the number; the
 * organization; the time as microseconds since 1970; subject, impersonator, address, request id, action, kind, id, reason; how
 * many details there are; name and value of each, sorted by name. Numbers are 8 bytes, most significant first. A text is
 * its length in bytes as 4 bytes, then UTF-8; one that is absent is the length -1. So no two entries are hashed from the
 * same bytes.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record EntryHash(String hex) {

    /** Before the first entry. */
    public static final EntryHash NONE = new EntryHash("0".repeat(64));

    private static final String FORM = "fleetport-audit-1";
    private static final int BYTES = 32;

    public EntryHash {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
            throw new IllegalArgumentException(
                    "a hash must be 64 hexadecimal digits in lower case but is \"" + hex + "\"");
        }
    }

    static EntryHash of(long number, AuditEvent event, EntryHash previous) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, FORM);
            out.write(previous.bytes());
            out.writeLong(number);
            write(out, event.organization().value());
            out.writeLong(Math.addExact(
                    Math.multiplyExact(event.at().getEpochSecond(), 1_000_000L),
                    event.at().getNano() / 1_000));
            write(out, event.subject());
            write(out, event.impersonator());
            write(out, event.address());
            write(out, event.requestId());
            write(out, event.action());
            write(out, event.kind());
            write(out, event.id());
            write(out, event.reason());
            out.writeLong(event.details().size());
            for (Map.Entry<String, String> detail : event.details().entrySet()) {
                write(out, detail.getKey());
                write(out, detail.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be written", e);
        }
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    public static EntryHash of(byte[] bytes) {
        return new EntryHash(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
