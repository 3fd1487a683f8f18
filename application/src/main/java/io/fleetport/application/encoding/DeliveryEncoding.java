package io.fleetport.application.encoding;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TraceContext;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Deliveries of one vehicle or station as bytes, for the way from the process that heard them to the one that stores them: a
 * version, the subject, then one delivery after the other to the end of the bytes. Without loss but for the settlement,
 * which stays with who wrote them. Safe to use from many threads.
 *
 * <p>The subject stands at the same place in every version, so that what cannot be read is still known to be whose.
 */
public final class DeliveryEncoding {

    private static final int PLAIN = 1;

    /** Before each delivery stands what trace it is a part of, if any. Written only where one is, so that older readers know the rest. */
    private static final int TRACED = 2;

    private static final int VEHICLE = 0;
    private static final int STATION = 1;

    // Kinds of content. APPEND ONLY: what is on its way holds these numbers.
    private static final int SAID = 1;
    private static final int STATION_SAID = 2;
    private static final int UNUSABLE = 3;

    private static final Codes<DeadLetterReason> REASON = new Codes<>(
            "reason",
            List.of(
                    DeadLetterReason.UNDECODABLE,
                    DeadLetterReason.TOO_LARGE,
                    DeadLetterReason.UNKNOWN_TOPIC,
                    DeadLetterReason.WRONG_IDENTITY,
                    DeadLetterReason.NOT_REGISTERED,
                    DeadLetterReason.TOO_LATE,
                    DeadLetterReason.TOO_OLD,
                    DeadLetterReason.TOO_FAR_AHEAD,
                    DeadLetterReason.IMPLAUSIBLE,
                    DeadLetterReason.ERASED));

    private DeliveryEncoding() {}

    /** Puts deliveries of one subject together until a number of bytes is reached. Not safe to share between threads. */
    public static final class Writer {

        private final Subject subject;
        private final int mostBytes;
        private final boolean traced;
        private final ByteSink sink = new ByteSink(512);

        /** @param mostBytes that {@link #toByteArray} may have */
        public Writer(Subject subject, int mostBytes) {
            this(subject, mostBytes, false);
        }

        /** @param traced whether what the deliveries are a part of goes with them */
        public Writer(Subject subject, int mostBytes, boolean traced) {
            this.subject = subject;
            this.mostBytes = mostBytes;
            this.traced = traced;
            sink.putByte(traced ? TRACED : PLAIN);
            putSubject(subject, sink);
        }

        /**
         * Appends the delivery.
         *
         * @return false when it does not fit; then nothing of it is written
         * @throws IllegalArgumentException when it is about another subject
         */
        public boolean add(Delivery delivery) {
            if (!delivery.subject().equals(subject)) {
                throw new IllegalArgumentException(
                        "a delivery about " + delivery.subject() + " is not about " + subject);
            }
            int before = sink.size();
            // What is much too large is not even written, as the buffer would stay as large.
            if ((long) before + delivery.raw().length <= mostBytes) {
                if (traced) {
                    putTrace(delivery.trace(), sink);
                }
                put(delivery, sink);
                if (sink.size() <= mostBytes) {
                    return true;
                }
            }
            sink.cut(before);
            return false;
        }

        public byte[] toByteArray() {
            return sink.toByteArray();
        }
    }

    /**
     * The deliveries in the order they were written in, with a settlement that nobody hears.
     *
     * @throws IllegalArgumentException when the bytes are not of this form, or of a version newer than this code
     */
    public static List<Delivery> decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version != PLAIN && version != TRACED) {
            throw new IllegalArgumentException(
                    "deliveries are of version " + version + ", known are " + PLAIN + " and " + TRACED);
        }
        Subject subject = getSubject(source);
        List<Delivery> deliveries = new ArrayList<>(2);
        do {
            TraceContext trace = version == TRACED ? getTrace(source) : TraceContext.NONE;
            deliveries.add(get(subject, trace, source));
        } while (source.remaining() > 0);
        return deliveries;
    }

    /**
     * Whose deliveries the bytes hold, of whatever version they are.
     *
     * @throws IllegalArgumentException when they do not even tell that
     */
    public static Subject subjectOf(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        int version = source.getByte();
        if (version == 0) {
            throw new IllegalArgumentException("versions of deliveries begin with 1");
        }
        return getSubject(source);
    }

    private static void put(Delivery delivery, ByteSink sink) {
        sink.putText(delivery.source());
        SignalEncoding.putInstant(delivery.receivedAt(), sink);
        switch (delivery.content()) {
            case Delivery.Said said -> {
                sink.putByte(SAID);
                SignalEncoding.putInstant(said.observedAt(), sink);
                SignalEncoding.encode(said.signals(), sink);
            }
            case Delivery.StationSaid said -> {
                sink.putByte(STATION_SAID);
                StationMessageEncoding.put(said.message(), sink);
            }
            case Delivery.Unusable unusable -> {
                sink.putByte(UNUSABLE);
                REASON.put(unusable.reason(), sink);
                sink.putText(unusable.detail());
            }
        }
        sink.putVarint(delivery.raw().length);
        sink.putBytes(delivery.raw());
    }

    private static Delivery get(Subject subject, TraceContext trace, ByteSource source) {
        String from = source.getText();
        Instant receivedAt = SignalEncoding.getInstant(source);
        Delivery.Content content = getContent(source);
        byte[] raw = source.getBytes(source.getCount(1));
        return new Delivery(subject, from, receivedAt, content, raw, outcome -> {}, trace);
    }

    private static Delivery.Content getContent(ByteSource source) {
        int kind = source.getByte();
        return switch (kind) {
            case SAID -> new Delivery.Said(SignalEncoding.getInstant(source), SignalEncoding.list(source));
            case STATION_SAID -> new Delivery.StationSaid(StationMessageEncoding.get(source));
            case UNUSABLE -> new Delivery.Unusable(REASON.get(source), source.getText());
            default -> throw new IllegalArgumentException("content of kind " + kind + " is not known to this version");
        };
    }

    /** The numbers of a {@code traceparent}, without its own version. */
    private static void putTrace(TraceContext trace, ByteSink sink) {
        Optionally.put(trace.isTrace() ? trace : null, sink, (there, to) -> {
            to.putLong(there.traceHigh());
            to.putLong(there.traceLow());
            to.putLong(there.step());
            to.putByte(there.flags());
        });
    }

    private static TraceContext getTrace(ByteSource source) {
        TraceContext trace = Optionally.get(
                source, from -> new TraceContext(from.getLong(), from.getLong(), from.getLong(), from.getByte()));
        return trace == null ? TraceContext.NONE : trace;
    }

    private static void putSubject(Subject subject, ByteSink sink) {
        switch (subject) {
            case VehicleKey vehicle -> {
                sink.putByte(VEHICLE);
                sink.putText(vehicle.organization().value());
                sink.putUuid(vehicle.vehicle().value());
            }
            case StationKey station -> {
                sink.putByte(STATION);
                sink.putText(station.organization().value());
                sink.putText(station.station().value());
            }
        }
    }

    private static Subject getSubject(ByteSource source) {
        int kind = source.getByte();
        return switch (kind) {
            case VEHICLE -> new VehicleKey(new OrganizationId(source.getText()), new VehicleId(source.getUuid()));
            case STATION -> new StationKey(new OrganizationId(source.getText()), new StationId(source.getText()));
            default -> throw new IllegalArgumentException("subject is of kind " + kind + ", known are 0 and 1");
        };
    }
}
