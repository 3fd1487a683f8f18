package io.fleetport.application.encoding;

import io.fleetport.domain.trip.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stops of a trip as bytes. Without loss at microseconds. Safe to use from many threads. */
public final class StopEncoding {

    private static final int VERSION = 1;

    private StopEncoding() {}

    public static byte[] encode(List<Stop> stops) {
        ByteSink sink = new ByteSink(8 + 40 * stops.size());
        sink.putByte(VERSION);
        sink.putVarint(stops.size());
        for (Stop stop : stops) {
            sink.putLong(Micros.of(stop.from()));
            sink.putLong(Micros.of(stop.until()));
            Optionally.put(stop.position(), sink, PositionEncoding::put);
        }
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code */
    public static List<Stop> decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("stops are of version " + version + ", known is " + VERSION);
        }
        int count = source.getCount(17);
        List<Stop> stops = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant from = Micros.toInstant(source.getLong());
            Instant until = Micros.toInstant(source.getLong());
            stops.add(new Stop(from, until, Optionally.get(source, PositionEncoding::get)));
        }
        source.end();
        return stops;
    }
}
