package io.fleetport.application.encoding;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Fault;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station's state as bytes: a version, the newest time seen, then the report, the presence, the slots and the faults, each
 * with how long before that it was so. Without loss and deterministic. Safe to use from many threads.
 */
public final class StationStateEncoding {

    private static final int VERSION = 1;

    private static final Codes<StationStatus> STATUS = new Codes<>(
            "status",
            List.of(
                    StationStatus.OPERATIONAL,
                    StationStatus.DEGRADED,
                    StationStatus.MAINTENANCE,
                    StationStatus.OFFLINE));

    private StationStateEncoding() {}

    public static byte[] encode(StationState state) {
        ByteSink sink = new ByteSink(96 + 40 * state.slots().size());
        put(state, sink);
        return sink.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code */
    public static StationState decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        StationState state = get(source);
        source.end();
        return state;
    }

    /** Appends to the sink. */
    public static void put(StationState state, ByteSink sink) {
        sink.putByte(VERSION);
        @Nullable Instant newest = state.newestSeen();
        Optionally.put(newest, sink, (at, to) -> to.putLong(Micros.of(at)));
        long base = newest == null ? 0 : Micros.of(newest);
        Optionally.put(state.report(), sink, (report, to) -> putReport(report, base, to));
        Optionally.put(state.presence(), sink, (presence, to) -> {
            to.putByte(presence.online() ? 1 : 0);
            putTime(presence.since(), base, to);
        });
        sink.putVarint(state.slots().size());
        for (Slot slot : state.slots()) {
            sink.putText(slot.id().value());
            SlotEncoding.put(slot.content(), sink);
            putTime(slot.observedAt(), base, sink);
        }
        sink.putVarint(state.faults().size());
        for (Fault fault : state.faults()) {
            putFault(fault, base, sink);
        }
    }

    /**
     * Reads on where one was put.
     *
     * @throws IllegalArgumentException as {@link #decode}
     */
    public static StationState get(ByteSource source) {
        int version = source.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("station state is of version " + version + ", known is " + VERSION);
        }
        @Nullable Instant newest = Optionally.get(source, from -> Micros.toInstant(from.getLong()));
        long base = newest == null ? 0 : Micros.of(newest);
        @Nullable StationReport report = Optionally.get(source, from -> getReport(from, base));
        StationState.@Nullable Presence presence =
                Optionally.get(source, from -> new StationState.Presence(from.getByte() != 0, getTime(base, from)));
        int count = source.getCount(3);
        List<Slot> slots = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slots.add(new Slot(new SlotId(source.getText()), SlotEncoding.get(source), getTime(base, source)));
        }
        count = source.getCount(5);
        List<Fault> faults = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            faults.add(getFault(base, source));
        }
        return new StationState(report, presence, slots, faults, newest);
    }

    static void putReport(StationReport report, long base, ByteSink sink) {
        putTime(report.observedAt(), base, sink);
        sink.putLong(report.fingerprint());
        STATUS.put(report.status(), sink);
        sink.putSigned(report.batteriesAvailable());
        sink.putSigned(report.batteriesCharging());
        Optionally.putNumber(report.temperatureCelsius(), sink);
        Optionally.putNumber(report.humidityPercent(), sink);
        Optionally.put(report.connectorsAvailable(), sink, (count, to) -> to.putSigned(count));
        Optionally.put(report.connectorsCharging(), sink, (count, to) -> to.putSigned(count));
        Optionally.putNumber(report.powerWatts(), sink);
        Optionally.putNumber(report.energyJoules(), sink);
        Optionally.put(report.position(), sink, PositionEncoding::put);
        Optionally.putText(report.firmware(), sink);
    }

    static StationReport getReport(ByteSource source, long base) {
        return new StationReport(
                getTime(base, source),
                source.getLong(),
                STATUS.get(source),
                getInt(source),
                getInt(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.get(source, StationStateEncoding::getInt),
                Optionally.get(source, StationStateEncoding::getInt),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.get(source, PositionEncoding::get),
                Optionally.getText(source));
    }

    private static void putFault(Fault fault, long base, ByteSink sink) {
        sink.putText(fault.id().value());
        putTime(fault.raisedAt(), base, sink);
        Optionally.put(fault.slot(), sink, (slot, to) -> to.putText(slot.value()));
        Optionally.put(fault.connector(), sink, (connector, to) -> to.putText(connector.value()));
        Optionally.putText(fault.detail(), sink);
    }

    private static Fault getFault(long base, ByteSource source) {
        return new Fault(
                new FaultId(source.getText()),
                getTime(base, source),
                Optionally.get(source, from -> new SlotId(from.getText())),
                Optionally.get(source, from -> new ConnectorId(from.getText())),
                Optionally.getText(source));
    }

    private static int getInt(ByteSource source) {
        long value = source.getSigned();
        if (value != (int) value) {
            throw new IllegalArgumentException("number " + value + " is longer than 32 bits");
        }
        return (int) value;
    }

    private static void putTime(Instant at, long base, ByteSink sink) {
        sink.putSigned(base - Micros.of(at));
    }

    private static Instant getTime(long base, ByteSource source) {
        return Micros.toInstant(base - source.getSigned());
    }
}
