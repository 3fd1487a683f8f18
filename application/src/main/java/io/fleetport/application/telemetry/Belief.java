package io.fleetport.application.telemetry;

import io.fleetport.application.encoding.Fingerprint;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what of a delivery is believed: its time, and each of its values. Stateless. */
final class Belief {

    private final IntakeSettings settings;

    Belief(IntakeSettings settings) {
        this.settings = settings;
    }

    /**
     * What is believed of one delivery.
     *
     * @param reading what to reduce; null when nothing is left to believe
     * @param reason why something was not believed; null when all was
     * @param detail explains the reason; empty without one
     * @param implausible number of signals left out of the reading
     */
    record Judged(@Nullable Reading reading, @Nullable DeadLetterReason reason, String detail, int implausible) {}

    Judged judge(VehicleKey key, Delivery delivery, @Nullable Instant newestSeen) {
        return switch (delivery.content()) {
            case Delivery.Unusable unusable -> refused(unusable.reason(), unusable.detail());
            case Delivery.StationSaid station -> throw new IllegalStateException("a vehicle cannot speak as a station");
            case Delivery.Said said -> {
                Instant at = said.observedAt();
                @Nullable Judged refused = judgeTime(at, delivery.receivedAt(), newestSeen);
                yield refused != null
                        ? refused
                        : judgeValues(key.vehicle(), at.truncatedTo(ChronoUnit.MICROS), said.signals());
            }
        };
    }

    /** Why nothing observed at this time is believed; null when it is. */
    @Nullable
    Judged judgeTime(Instant at, Instant receivedAt, @Nullable Instant newestSeen) {
        if (at.isBefore(settings.earliest())) {
            return refused(
                    DeadLetterReason.TOO_OLD,
                    "observed at " + at + ", before the earliest believed time " + settings.earliest());
        }
        if (at.isAfter(receivedAt.plus(settings.clockAhead()))) {
            return refused(
                    DeadLetterReason.TOO_FAR_AHEAD,
                    "observed at " + at + " but received at " + receivedAt + "; clocks may run ahead by "
                            + settings.clockAhead());
        }
        if (newestSeen != null && at.isBefore(newestSeen.minus(settings.horizon()))) {
            return refused(
                    DeadLetterReason.TOO_LATE,
                    "observed at " + at + ", more than " + settings.horizon().toDays()
                            + " days before the newest one at " + newestSeen);
        }
        return null;
    }

    private static Judged judgeValues(VehicleId vehicle, Instant at, List<Signal> signals) {
        @Nullable List<Signal> believed = null;
        @Nullable StringBuilder why = null;
        for (int i = 0; i < signals.size(); i++) {
            Signal signal = signals.get(i);
            if (isPlausible(signal)) {
                if (believed != null) {
                    believed.add(signal);
                }
                continue;
            }
            if (believed == null || why == null) {
                believed = new ArrayList<>(signals.subList(0, i));
                why = new StringBuilder("no real vehicle says ");
            } else {
                why.append(", ");
            }
            describe(signal, why);
        }
        List<Signal> kept = believed == null ? signals : believed;
        if (why == null && !kept.isEmpty()) {
            return new Judged(new Reading(vehicle, at, Fingerprint.of(kept), kept), null, "", 0);
        }
        if (kept.isEmpty()) {
            return refused(DeadLetterReason.IMPLAUSIBLE, why == null ? "the reading holds no signal" : why.toString());
        }
        return new Judged(
                new Reading(vehicle, at, Fingerprint.of(kept), kept),
                DeadLetterReason.IMPLAUSIBLE,
                String.valueOf(why),
                signals.size() - kept.size());
    }

    private static boolean isPlausible(Signal signal) {
        return switch (signal) {
            case Signal.Quantity q -> q.name().isPlausible(q.value());
            case Signal.Count c -> c.name().isPlausible((double) c.value());
            case Signal.Flag f -> true;
            case Signal.Option o -> true;
            case Signal.Text t -> true;
            case Signal.Place p -> true;
            case Signal.Moment m -> true;
            case Signal.TimeOfDay t -> true;
            case Signal.Parts p -> true;
            case Signal.Alarm a -> true;
            case Signal.Connection c -> true;
            case Signal.Unmeasurable u -> true;
            case Signal.Unrecognised u -> true;
        };
    }

    private static void describe(Signal signal, StringBuilder text) {
        text.append(signal.name().outwardName()).append('=');
        switch (signal) {
            case Signal.Quantity q -> text.append(q.name().unit().outward(q.value()));
            case Signal.Count c -> text.append(c.value());
            default -> text.append('?');
        }
    }

    private static Judged refused(DeadLetterReason reason, String detail) {
        return new Judged(null, reason, detail, 0);
    }
}
