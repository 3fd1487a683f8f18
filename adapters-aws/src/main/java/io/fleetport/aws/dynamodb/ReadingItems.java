package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.encoding.SignalEncoding;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one vehicle in one batch as few items: one for each hour of event time, or more when it would be too large. An
 * item is named by its first reading's time and by what is in it, so that the same batch again writes the same items.
 */
final class ReadingItems {

    /** Sort keys begin so. */
    static final String PREFIX = Key.prefix("reading");

    /** How many readings are in it: it only ever gets fewer, so by their number it is known that nobody else was there. */
    static final String COUNT = "count";

    private static final String READINGS = "readings";
    private static final int VERSION = 1;
    private static final long HOUR_MICROS = Duration.ofHours(1).toMillis() * 1_000;

    private ReadingItems() {}

    /** No item that begins before this holds a reading of that time. */
    static Instant earliestBegin(Instant time) {
        if (!time.isAfter(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        if (time.isAfter(Instant.parse("2286-01-01T00:00:00Z"))) {
            return time;
        }
        return Micros.toInstant(hour(time) * HOUR_MICROS);
    }

    private static long hour(Instant time) {
        return Math.floorDiv(Micros.floorOf(time), HOUR_MICROS);
    }

    /** @param kept after which an item goes by itself, null for never */
    static List<Write> puts(VehicleKey key, List<NewReading> readings, @Nullable Duration kept) {
        List<NewReading> sorted = new ArrayList<>(readings);
        sorted.sort((a, b) -> Reading.EVENT_ORDER.compare(a.reading(), b.reading()));
        List<Write> puts = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        ByteSink one = new ByteSink(256);
        for (int i = 0; i < sorted.size(); i++) {
            one.clear();
            put(sorted.get(i), one);
            boolean otherHour = hour(sorted.get(i).reading().observedAt())
                    != hour(sorted.get(from).reading().observedAt());
            if (i > from && (otherHour || bytes + one.size() > Database.ITEM_BYTES)) {
                puts.add(Write.put(item(key, sorted.subList(from, i), kept)));
                from = i;
                bytes = 0;
            }
            bytes += one.size();
        }
        if (from < sorted.size()) {
            puts.add(Write.put(item(key, sorted.subList(from, sorted.size()), kept)));
        }
        return puts;
    }

    private static Item item(VehicleKey key, List<NewReading> readings, @Nullable Duration kept) {
        byte[] bytes = encoded(readings);
        NewReading first = readings.getFirst();
        String name = PREFIX
                + Key.join(
                        Key.time(first.reading().observedAt()), HexFormat.of().formatHex(Sha256.of(bytes), 0, 8));
        return Item.at(new Key(Table.TELEMETRY, SubjectItems.partition(key), name))
                .number(COUNT, readings.size())
                .bytes(READINGS, bytes)
                .expires(kept == null ? null : first.receivedAt().plus(kept));
    }

    /** When its first reading was made, or an earlier one that has been taken away. */
    static Instant begin(Item item) {
        String sk = item.key().sk();
        return Micros.toInstant(Long.parseLong(sk.substring(PREFIX.length(), sk.lastIndexOf(Key.BETWEEN))));
    }

    /** The item with fewer readings; deleted when there are none. Nothing is done when it has been changed meanwhile. */
    static Write reduced(Item item, List<NewReading> left) {
        Expression unchanged = Expression.of("{count} = ?", item.number(COUNT));
        return left.isEmpty()
                ? Write.delete(item.key()).when(unchanged)
                : Write.put(item.copy().number(COUNT, left.size()).bytes(READINGS, encoded(left)))
                        .when(unchanged);
    }

    private static byte[] encoded(List<NewReading> readings) {
        ByteSink sink = new ByteSink(64 + 128 * readings.size());
        sink.putByte(VERSION);
        sink.putVarint(readings.size());
        readings.forEach(added -> put(added, sink));
        return sink.toByteArray();
    }

    private static void put(NewReading added, ByteSink sink) {
        Reading reading = added.reading();
        byte[] signals = SignalEncoding.encode(reading.signals());
        sink.putLong(Micros.of(reading.observedAt()));
        sink.putLong(reading.fingerprint());
        sink.putLong(Micros.floorOf(added.receivedAt()));
        sink.putVarint(signals.length);
        sink.putBytes(signals);
    }

    /** In event order. */
    static List<NewReading> readings(VehicleKey key, Item item) {
        ByteSource source = new ByteSource(item.bytes(READINGS));
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("readings are of version " + version + ", known is " + VERSION);
        }
        int count = source.getCount(25);
        List<NewReading> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant observedAt = Micros.toInstant(source.getLong());
            long fingerprint = source.getLong();
            Instant receivedAt = Micros.toInstant(source.getLong());
            byte[] signals = source.getBytes(source.getCount(1));
            readings.add(new NewReading(
                    key,
                    new Reading(key.vehicle(), observedAt, fingerprint, SignalEncoding.decode(signals)),
                    receivedAt));
        }
        source.end();
        return readings;
    }
}
