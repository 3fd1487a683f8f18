package io.fleetport.aws.archive;

import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file for each message that holds its raw bytes and nothing else, for consumers that expect one object a message. The name
 * says the rest: when, from where, about whom, and a hash of all that. So a message has one name, whatever batch it comes in,
 * and the very same message twice is one file.
 */
final class SingleMessagesForm implements ArchiveForm {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What no file system and no object store minds. */
    private static final Pattern NOT_FOR_NAMES = Pattern.compile("[^A-Za-z0-9._-]");

    /** Of source and id each; a file name may have 255 characters. */
    private static final int MOST_CHARACTERS = 80;

    private static final int HASH_BYTES = 8;

    /** Without rests: a file waits for the disk, or the bucket, far longer than it takes of a processor. */
    @Override
    public List<ArchiveFile> files(UUID batch, List<ArchivedMessage> messages, Throttle throttle) {
        Map<String, ArchiveFile> byName = new LinkedHashMap<>();
        for (ArchivedMessage message : messages) {
            String name = name(message);
            byName.put(name, new ArchiveFile(name, out -> out.write(message.raw())));
        }
        return List.copyOf(byName.values());
    }

    private static String name(ArchivedMessage message) {
        Subject subject = Subject.of(message);
        return TIME.format(message.receivedAt()) + "-" + fit(message.source()) + "-" + fit(subject.id()) + "-"
                + hash(subject, message) + (isJson(message.raw()) ? ".json" : ".bin");
    }

    /** When the message in a file of this name was received, if it is about this vehicle. */
    static Optional<Instant> receivedAt(String name, VehicleId vehicle) {
        if (!name.contains("-" + vehicle + "-")) {
            return Optional.empty();
        }
        return Optional.of(TIME.parse(name.substring(0, name.indexOf('-')), Instant::from));
    }

    private static String fit(String text) {
        String safe = NOT_FOR_NAMES.matcher(text).replaceAll("_");
        return safe.length() <= MOST_CHARACTERS ? safe : safe.substring(0, MOST_CHARACTERS);
    }

    private static String hash(Subject subject, ArchivedMessage message) {
        return hash(subject, message.source(), message.raw());
    }

    static String hash(Subject subject, String source, byte[] raw) {
        MessageDigest digest = Sha256.running();
        for (String text : List.of(subject.kind(), subject.id(), source)) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(raw);
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    /** By its first and last character: none of the binary forms that vehicles speak looks like that. */
    private static boolean isJson(byte[] raw) {
        int from = 0;
        int until = raw.length;
        while (from < until && isSpace(raw[from])) {
            from++;
        }
        while (until > from && isSpace(raw[until - 1])) {
            until--;
        }
        return until - from >= 2
                && (raw[from] == '{' && raw[until - 1] == '}' || raw[from] == '[' && raw[until - 1] == ']');
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }
}
