package io.fleetport.application.encoding;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.MeterTally;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationEvent.SessionEnded;
import io.fleetport.domain.station.StationEvent.SessionStarted;
import org.jspecify.annotations.Nullable;

/** What was heard of a charging session as bytes. Without loss and deterministic. Safe to use from many threads. */
public final class SessionFactsEncoding {

    private static final int VERSION = 1;

    private SessionFactsEncoding() {}

    public static byte[] encode(SessionFacts facts) {
        ByteSink sink = new ByteSink(256);
        put(facts, sink);
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code */
    public static SessionFacts decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        SessionFacts facts = get(source);
        source.end();
        return facts;
    }

    /**
     * Appends to the sink.
     *
     * @throws IllegalArgumentException when an event is of another session than the facts
     */
    public static void put(SessionFacts facts, ByteSink sink) {
        sink.putByte(VERSION);
        sink.putText(facts.id().value());
        sink.putLong(Micros.of(facts.firstHeardAt()));
        sink.putLong(Micros.of(facts.lastHeardAt()));
        Optionally.put(facts.started(), sink, (event, to) -> {
            check(facts.id(), event.session());
            putStarted(event, to);
        });
        Optionally.put(facts.ended(), sink, (event, to) -> {
            check(facts.id(), event.session());
            putEnded(event, to);
        });
        putTally(facts.tally(), sink);
    }

    /**
     * Reads on where one was put.
     *
     * @throws IllegalArgumentException as {@link #decode}
     */
    public static SessionFacts get(ByteSource source) {
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("session facts are of version " + version + ", known is " + VERSION);
        }
        SessionId id = new SessionId(source.getText());
        long firstHeardAt = source.getLong();
        long lastHeardAt = source.getLong();
        return new SessionFacts(
                id,
                Optionally.get(source, from -> getStarted(id, from)),
                Optionally.get(source, from -> getEnded(id, from)),
                getTally(source),
                Micros.toInstant(firstHeardAt),
                Micros.toInstant(lastHeardAt));
    }

    private static void check(SessionId id, SessionId told) {
        if (!told.equals(id)) {
            throw new IllegalArgumentException("an event of session " + told + " is among the facts of session " + id);
        }
    }

    static void putStarted(SessionStarted event, ByteSink sink) {
        StampEncoding.put(event.stamp(), sink);
        sink.putText(event.connector().value());
        StampEncoding.putVehicle(event.vehicle(), sink);
        Optionally.putNumber(event.meterJoules(), sink);
        Optionally.putNumber(event.socPercent(), sink);
        Optionally.putNumber(event.ratedWatts(), sink);
    }

    static SessionStarted getStarted(SessionId id, ByteSource source) {
        return new SessionStarted(
                StampEncoding.get(source),
                id,
                new ConnectorId(source.getText()),
                StampEncoding.getVehicle(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source));
    }

    static void putEnded(SessionEnded event, ByteSink sink) {
        StampEncoding.put(event.stamp(), sink);
        Optionally.putNumber(event.meterJoules(), sink);
        Optionally.putNumber(event.energyJoules(), sink);
        Optionally.putNumber(event.socPercent(), sink);
        Optionally.putNumber(event.peakWatts(), sink);
        Optionally.putText(event.reason(), sink);
    }

    static SessionEnded getEnded(SessionId id, ByteSource source) {
        return new SessionEnded(
                StampEncoding.get(source),
                id,
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.getText(source));
    }

    private static void putTally(MeterTally tally, ByteSink sink) {
        putSample(tally.first(), sink);
        putSample(tally.last(), sink);
        NumberEncoding.put(tally.powerSumWatts(), sink);
        sink.putVarint(tally.powerCount());
        Optionally.putNumber(tally.powerMostWatts(), sink);
        putSample(tally.soc(), sink);
    }

    private static MeterTally getTally(ByteSource source) {
        return new MeterTally(
                getSample(source),
                getSample(source),
                NumberEncoding.get(source),
                source.getVarint(),
                Optionally.getNumber(source),
                getSample(source));
    }

    private static void putSample(MeterTally.@Nullable Sample sample, ByteSink sink) {
        Optionally.put(sample, sink, (value, to) -> {
            to.putLong(Micros.of(value.at()));
            NumberEncoding.put(value.value(), to);
        });
    }

    private static MeterTally.@Nullable Sample getSample(ByteSource source) {
        return Optionally.get(
                source, from -> new MeterTally.Sample(Micros.toInstant(from.getLong()), NumberEncoding.get(from)));
    }
}
