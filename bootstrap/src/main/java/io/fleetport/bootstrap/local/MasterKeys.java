package io.fleetport.bootstrap.local;

import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.privacy.SealedBytes;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The wrapping keys in one file of the owner's only: a line for each, its id and the key in base64, oldest first. The last
 * one wraps, all of them open. Wrapping is AES-256-GCM bound to its context. Safe to call from many threads.
 */
public final class MasterKeys implements Keys {

    private static final int ID_BYTES = 6;

    private final Path file;
    private final Map<String, byte[]> keys;
    private final String current;

    private MasterKeys(Path file, Map<String, byte[]> keys, String current) {
        this.file = file;
        this.keys = keys;
        this.current = current;
    }

    /**
     * The keys in the file, which is made with a first one when there is none.
     *
     * @throws UncheckedIOException when it cannot be read or made
     * @throws IllegalStateException when others can read it, or it is not of this form; the message says what to do
     */
    public static MasterKeys open(Path file) {
        return of(file, PrivateFile.readOrCreate(file, () -> line().getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Adds a key that wraps from now on. Running servers go on with the one before until they start again; both open what
     * either of them wrapped only after that, so restart all of them.
     *
     * @return the keys with it
     */
    public static MasterKeys rotate(Path file) {
        MasterKeys known = open(file);
        String lines = new String(PrivateFile.read(file), StandardCharsets.US_ASCII);
        PrivateFile.write(known.file, (lines.stripTrailing() + "\n" + line()).getBytes(StandardCharsets.US_ASCII));
        return open(file);
    }

    private static String line() {
        byte[] id = new byte[ID_BYTES];
        System.arraycopy(SealedBytes.newKey(), 0, id, 0, ID_BYTES);
        return HexFormat.of().formatHex(id) + " " + Base64.getEncoder().encodeToString(SealedBytes.newKey()) + "\n";
    }

    private static MasterKeys of(Path file, byte[] content) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        String current = "";
        for (String line :
                new String(content, StandardCharsets.US_ASCII).lines().toList()) {
            String[] parts = line.strip().split(" ", 2);
            byte[] key = parts.length == 2 ? decoded(parts[1]) : new byte[0];
            if (key.length != SealedBytes.KEY_BYTES) {
                throw new IllegalStateException("the file of master keys " + file
                        + " must have an id and a key of " + SealedBytes.KEY_BYTES
                        + " bytes in base64 on each line: restore it from your backup");
            }
            current = parts[0];
            keys.put(current, key);
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    "the file of master keys " + file + " is empty: restore it from your backup");
        }
        return new MasterKeys(file, keys, current);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    /** Whether there is a key of this id, so that what was wrapped under it can be opened. */
    public boolean holds(String id) {
        return keys.containsKey(id);
    }

    @Override
    public String currentId() {
        return current;
    }

    @Override
    public Wrapped wrap(byte[] key, Map<String, String> context) {
        return new Wrapped(current, SealedBytes.seal(keyOf(current), purpose(context), key));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, Map<String, String> context) {
        try {
            return SealedBytes.open(keyOf(wrapped.keyId()), purpose(context), wrapped.bytes());
        } catch (SealedBytes.DoesNotOpen e) {
            throw new PortRefused("a wrapped key of " + context.get("organization") + " does not open", e);
        }
    }

    private byte[] keyOf(String id) {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new PortRefused(
                    "the master key " + id + " is not in " + file
                            + ": database and keys are not of the same installation, or the file is an old copy",
                    new IllegalStateException("unknown master key"));
        }
        return key;
    }

    /** Names and values with their lengths, by name: no two contexts look alike. */
    private static String purpose(Map<String, String> context) {
        StringBuilder purpose = new StringBuilder();
        new TreeMap<>(context).forEach((name, value) -> purpose.append(name.length())
                .append(':')
                .append(name)
                .append(value.length())
                .append(':')
                .append(value));
        return purpose.toString();
    }
}
