package io.fleetport.application.encoding;

import io.fleetport.domain.station.StationEvent.SwapAborted;
import io.fleetport.domain.station.StationEvent.SwapCompleted;
import io.fleetport.domain.station.StationEvent.SwapStarted;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;

/** What was heard of a swap as bytes. Without loss and deterministic. Safe to use from many threads. */
public final class SwapFactsEncoding {

    private static final int VERSION = 1;

    private SwapFactsEncoding() {}

    public static byte[] encode(SwapFacts facts) {
        ByteSink sink = new ByteSink(160);
        put(facts, sink);
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code */
    public static SwapFacts decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        SwapFacts facts = get(source);
        source.end();
        return facts;
    }

    /**
     * Appends to the sink.
     *
     * @throws IllegalArgumentException when an event is of another swap than the facts
     */
    public static void put(SwapFacts facts, ByteSink sink) {
        sink.putByte(VERSION);
        sink.putText(facts.id().value());
        Optionally.put(facts.started(), sink, (event, to) -> {
            check(facts.id(), event.swap());
            StampEncoding.put(event.stamp(), to);
            StampEncoding.putVehicle(event.vehicle(), to);
        });
        Optionally.put(facts.completed(), sink, (event, to) -> {
            check(facts.id(), event.swap());
            StampEncoding.put(event.stamp(), to);
            StampEncoding.putVehicle(event.vehicle(), to);
            PackTransferEncoding.put(event.returned(), to);
            PackTransferEncoding.put(event.delivered(), to);
        });
        Optionally.put(facts.aborted(), sink, (event, to) -> {
            check(facts.id(), event.swap());
            StampEncoding.put(event.stamp(), to);
            Optionally.putText(event.reason(), to);
        });
    }

    /**
     * Reads on where one was put.
     *
     * @throws IllegalArgumentException as {@link #decode}
     */
    public static SwapFacts get(ByteSource source) {
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("swap facts are of version " + version + ", known is " + VERSION);
        }
        SwapId id = new SwapId(source.getText());
        return new SwapFacts(
                id,
                Optionally.get(
                        source, from -> new SwapStarted(StampEncoding.get(from), id, StampEncoding.getVehicle(from))),
                Optionally.get(
                        source,
                        from -> new SwapCompleted(
                                StampEncoding.get(from),
                                id,
                                StampEncoding.getVehicle(from),
                                PackTransferEncoding.get(from),
                                PackTransferEncoding.get(from))),
                Optionally.get(source, from -> new SwapAborted(StampEncoding.get(from), id, Optionally.getText(from))));
    }

    private static void check(SwapId id, SwapId told) {
        if (!told.equals(id)) {
            throw new IllegalArgumentException("an event of swap " + told + " is among the facts of swap " + id);
        }
    }
}
