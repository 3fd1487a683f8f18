package io.fleetport.application.encoding;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.domain.fleet.OrganizationId;
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

    private static final int VERSION = 1;

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
            putWord(message.organization().value(), words, sink);
            putWord(message.source(), words, sink);
            sink.putUuid(message.vehicle().value());
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
        if (version != VERSION) {
            throw new IllegalArgumentException("messages are of version " + version + ", known is " + VERSION);
        }
        int count = source.getCount(27);
        List<ArchivedMessage> messages = new ArrayList<>(count);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OrganizationId organization = new OrganizationId(getWord(words, source));
            String from = getWord(words, source);
            VehicleId vehicle = new VehicleId(source.getUuid());
            Instant receivedAt = Micros.toInstant(source.getLong());
            byte[] raw = source.getBytes(source.getCount(1));
            messages.add(new ArchivedMessage(organization, vehicle, from, receivedAt, raw));
        }
        source.end();
        return messages;
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
