package io.fleetport.application.port.in;

import io.fleetport.domain.vehicle.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Readings of vehicles that speak through their owner's software. Needs {@link Permission#DELIVER_READINGS}. */
public interface DeliverReadings {

    /** One of the submitted readings. */
    sealed interface Submitted {
        /** The reading as it came; not copied, must not change. */
        byte[] raw();
    }

    /**
     * A reading that could be read.
     *
     * @param vehicle what the caller calls the vehicle
     */
    record Legible(String vehicle, Instant observedAt, List<Signal> signals, byte[] raw) implements Submitted {
        public Legible {
            signals = List.copyOf(signals);
        }
    }

    /** Something that is no reading. {@code detail} says why. */
    record Illegible(DeadLetterReason reason, String detail, byte[] raw) implements Submitted {}

    /**
     * Takes the readings in their order. The stage completes once all of them are durably settled, with one outcome for
     * each in the same order, on the intake's thread; or with {@link NotSettledInTime}.
     *
     * @param within how long to wait at most
     * @throws NotPermitted when the caller may not deliver readings at all
     */
    CompletionStage<List<Outcome>> deliver(Caller caller, List<Submitted> readings, Duration within);

    /** Not everything was durable in time. What was taken will still be settled; sending it all again is safe. */
    final class NotSettledInTime extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotSettledInTime(String message) {
            super(message);
        }
    }
}
