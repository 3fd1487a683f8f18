package io.fleetport.application.stream;

import io.fleetport.application.encoding.DeliveryEncoding;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.VehicleKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entry and the deliveries in it. What does not fit into one entry any more is the {@code rest}, to go in the next. Not safe
 * to share between threads.
 */
final class Parcel {

    private static final int RAW_OF_A_TOO_LARGE_ONE = 64 * 1024;

    private final LaneQueue.Line line;
    private final List<Delivery> offered;
    private final int fitting;
    private final Delivery first;
    private final boolean firstIsTooLarge;
    private final TelemetryStream.Entry entry;
    private final List<Tracing.Span> sending;
    private int attempts;
    private long dueNanos;

    private Parcel(
            LaneQueue.Line line,
            List<Delivery> offered,
            int fitting,
            Delivery first,
            boolean firstIsTooLarge,
            TelemetryStream.Entry entry,
            List<Tracing.Span> sending) {
        this.line = line;
        this.offered = offered;
        this.fitting = fitting;
        this.first = first;
        this.firstIsTooLarge = firstIsTooLarge;
        this.entry = entry;
        this.sending = sending;
    }

    /** Packs as many as fit. One that does not fit alone goes as a dead letter, with the beginning of its raw bytes. */
    static Parcel of(LaneQueue.Taken taken, TelemetryStream.Limits limits, Tracing tracing) {
        List<Delivery> offered = taken.deliveries();
        String key = key(taken.line().subject());
        int most = limits.entryBytes() - key.getBytes(StandardCharsets.UTF_8).length;
        Packing packing = new Packing(
                new DeliveryEncoding.Writer(taken.line().subject(), most, anyTraced(offered)),
                tracing,
                new ArrayList<>(0));
        Delivery first = offered.getFirst();
        boolean firstIsTooLarge = !packing.add(first);
        if (firstIsTooLarge) {
            first = tooLarge(first, limits);
            if (!packing.add(first)) {
                first = tooLarge(first, limits, 0);
                packing.add(first);
            }
        }
        int fitting = 1;
        while (fitting < offered.size() && packing.add(offered.get(fitting))) {
            fitting++;
        }
        return new Parcel(
                taken.line(),
                offered,
                fitting,
                first,
                firstIsTooLarge,
                new TelemetryStream.Entry(key, packing.writer().toByteArray()),
                packing.sending());
    }

    private static boolean anyTraced(List<Delivery> deliveries) {
        for (int i = 0; i < deliveries.size(); i++) {
            if (deliveries.get(i).trace().isTrace()) {
                return true;
            }
        }
        return false;
    }

    /** What is written knows the step that brings it into the stream, not the one before. */
    private record Packing(DeliveryEncoding.Writer writer, Tracing tracing, List<Tracing.Span> sending) {
        boolean add(Delivery delivery) {
            if (!delivery.trace().isTrace()) {
                return writer.add(delivery);
            }
            Tracing.Span span = tracing.send(delivery);
            boolean fits = writer.add(span.context().isTrace() ? delivery.traced(span.context()) : delivery);
            if (fits) {
                sending.add(span);
            }
            return fits;
        }
    }

    /** What its entries are ordered by. */
    private static String key(Subject subject) {
        return switch (subject) {
            case VehicleKey vehicle -> vehicle.vehicle().value().toString();
            case StationKey station -> station.station().value();
        };
    }

    private static Delivery tooLarge(Delivery delivery, TelemetryStream.Limits limits) {
        return tooLarge(delivery, limits, Math.min(RAW_OF_A_TOO_LARGE_ONE, limits.entryBytes() / 2));
    }

    private static Delivery tooLarge(Delivery delivery, TelemetryStream.Limits limits, int kept) {
        byte[] raw = delivery.raw().length > kept ? Arrays.copyOf(delivery.raw(), kept) : delivery.raw();
        Delivery.Content content = delivery.content() instanceof Delivery.Unusable unusable
                ? unusable
                : new Delivery.Unusable(
                        DeadLetterReason.TOO_LARGE,
                        "what was read of the message and its raw bytes are more than the " + limits.entryBytes()
                                + " bytes of an entry of the stream");
        return delivery.with(content).withRaw(raw);
    }

    TelemetryStream.Entry entry() {
        return entry;
    }

    int bytes() {
        return entry.bytes().length + entry.key().length();
    }

    LaneQueue.Line line() {
        return line;
    }

    boolean firstIsTooLarge() {
        return firstIsTooLarge;
    }

    /** As they are in the entry. */
    List<Delivery> inside() {
        List<Delivery> inside = new ArrayList<>(offered.subList(0, fitting));
        inside.set(0, first);
        return inside;
    }

    /** The steps that end when the entry is in, of those that are looked at. */
    List<Tracing.Span> sending() {
        return sending;
    }

    /** As they were offered. */
    List<Delivery> taken() {
        return offered.subList(0, fitting);
    }

    List<Delivery> rest() {
        return offered.subList(fitting, offered.size());
    }

    /** Counts the failures, this one with it. */
    int failed() {
        return ++attempts;
    }

    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    long dueNanos() {
        return dueNanos;
    }
}
