package io.fleetport.application.encoding;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Raw messages as bytes, for the way from the outbox to the archive. Organizations and sources, of which a batch has few,
 * are written once. Times are kept at microseconds. Safe to use from many threads.
 */
public final class ArchiveEncoding {

    private static final int VERSION = 2;

    /** Before there were stations: no kind in front of the id. */
    private static final int VEHICLES_ONLY = 1;

    private static final int VEHICLE = 0;
    private static final int STATION = 1;

    private ArchiveEncoding() {}

    public static byte[] encode(List<ArchivedMessage> messages) {
        int total = 64;
        for (ArchivedMessage message : messages) {
            total += 32 + message.raw().length;
        }
        ByteSink sink = new ByteSink(total);
        sink.putByte(VERSION);
        sink.putVarint(messages.size());
        Map<String, Integer> words = new HashMap<>();
        for (ArchivedMessage message : messages) {
            putWord(message.subject().organization().value(), words, sink);
            putWord(message.source(), words, sink);
            putSubject(message.subject(), sink);
            sink.putLong(Micros.floorOf(message.receivedAt()));
            sink.putVarint(message.raw().length);
            sink.putBytes(message.raw());
        }
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code */
    public static List<ArchivedMessage> decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version != VERSION && version != VEHICLES_ONLY) {
            throw new IllegalArgumentException("messages are of version " + version + ", known is " + VERSION);
        }
        int count = source.getCount(13);
        List<ArchivedMessage> messages = new ArrayList<>(count);
        List<String> words = new ArrayList<>();
        Map<String, OrganizationId> organizations = new HashMap<>();
        for (int i = 0; i < count; i++) {
            OrganizationId organization = organizations.computeIfAbsent(getWord(words, source), OrganizationId::new);
            String from = getWord(words, source);
            int kind = version == VEHICLES_ONLY ? VEHICLE : source.getByte();
            Subject subject = getSubject(kind, organization, source);
            Instant receivedAt = Micros.toInstant(source.getLong());
            byte[] raw = source.getBytes(source.getCount(1));
            messages.add(new ArchivedMessage(subject, from, receivedAt, raw));
        }
        source.end();
        return messages;
    }

    private static void putSubject(Subject subject, ByteSink sink) {
        switch (subject) {
            case VehicleKey vehicle -> {
                sink.putByte(VEHICLE);
                sink.putUuid(vehicle.vehicle().value());
            }
            case StationKey station -> {
                sink.putByte(STATION);
                sink.putText(station.station().value());
            }
        }
    }

    private static Subject getSubject(int kind, OrganizationId organization, ByteSource source) {
        return switch (kind) {
            case VEHICLE -> new VehicleKey(organization, new VehicleId(source.getUuid()));
            case STATION -> new StationKey(organization, new StationId(source.getText()));
            default -> throw new IllegalArgumentException("subject is of kind " + kind + ", known are 0 and 1");
        };
    }

    /** A word met before is its number, from 1; a new one is 0 and its text. */
    private static void putWord(String word, Map<String, Integer> words, ByteSink sink) {
        Integer known = words.putIfAbsent(word, words.size() + 1);
        sink.putVarint(known == null ? 0 : known);
        if (known == null) {
            sink.putText(word);
        }
    }

    private static String getWord(List<String> words, ByteSource source) {
        long number = source.getVarint();
        if (number == 0) {
            words.add(source.getText());
            return words.getLast();
        }
        if (number < 0 || number > words.size()) {
            throw new IllegalArgumentException("word " + number + " is not among the " + words.size() + " known");
        }
        return words.get((int) number - 1);
    }
}
