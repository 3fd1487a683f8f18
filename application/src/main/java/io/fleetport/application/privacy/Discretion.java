package io.fleetport.application.privacy;

import io.fleetport.application.port.out.VehicleKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of a vehicle may be kept. Asked for every message: answers at once. Safe to use from many threads. */
@FunctionalInterface
public interface Discretion {

    /** Everything may be kept. */
    Discretion NONE = key -> null;

    /** What is special about one vehicle. */
    interface Rule {
        /** Whether nothing observed then may be kept. */
        boolean refuses(Instant observedAt);

        /** Whether it must not be kept where the vehicle was then. */
        boolean hidesPosition(Instant observedAt);
    }

    /** Null when there is nothing special about the vehicle, as is usual. */
    @Nullable
    Rule of(VehicleKey key);

    /** To be called when the store refused a vehicle: an answer may be out of date. May throw {@code PortUnavailable}. */
    default void lookAgain() {}
}
