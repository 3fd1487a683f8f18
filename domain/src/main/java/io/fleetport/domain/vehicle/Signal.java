package io.fleetport.domain.vehicle;

import io.fleetport.domain.motion.Position;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing a vehicle said in a reading. A signal that is absent from a reading is unchanged; a vehicle that cannot tell
 * says {@link Unmeasurable}.
 */
public sealed interface Signal {

    SignalName name();

    /** A physical quantity in the unit of its name (SI). May be outside the name's plausible range; see {@link SignalName#isPlausible}. */
    record Quantity(SignalName name, double value) implements Signal {}

    /** A whole number without loss: counts, levels, indices. */
    record Count(SignalName name, long value) implements Signal {}

    /** Something that is so or not. */
    record Flag(SignalName name, boolean on) implements Signal {}

    /** One of a set of named options, as the source names it: a gear, a charging state. */
    record Option(SignalName name, String value) implements Signal {}

    /** Free text. */
    record Text(SignalName name, String value) implements Signal {}

    /** A place. */
    record Place(SignalName name, Position position) implements Signal {}

    /** A point in time the vehicle speaks about, such as a scheduled departure. */
    record Moment(SignalName name, Instant at) implements Signal {}

    /** A time of day in the vehicle's own zone. */
    record TimeOfDay(SignalName name, LocalTime time) implements Signal {}

    /** Which of several parts something holds for: open doors, tyres with a warning. Empty means none does. */
    record Parts(SignalName name, List<String> which) implements Signal {
        public Parts {
            which = List.copyOf(which);
        }
    }

    /** An alarm or fault the vehicle reports. {@code endedAt} is null while it lasts. */
    record Alarm(
            SignalName name,
            List<String> audiences,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String detail)
            implements Signal {
        public Alarm {
            audiences = List.copyOf(audiences);
        }
    }

    /** A connection of the vehicle that opened or closed. A vehicle is online while at least one is open. */
    record Connection(SignalName name, String connectionId, boolean open, String networkInterface) implements Signal {}

    /** The vehicle says it cannot measure this now. Replaces the value before. */
    record Unmeasurable(SignalName name) implements Signal {}

    /** A value in a form our decoder does not know yet, carried through unharmed. */
    record Unrecognised(SignalName name, byte[] raw) implements Signal {
        public Unrecognised {
            raw = raw.clone();
        }

        @Override
        public byte[] raw() {
            return raw.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unrecognised that && name.equals(that.name) && Arrays.equals(raw, that.raw);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(raw);
        }

        @Override
        public String toString() {
            return "Unrecognised[name=" + name + ", bytes=" + raw.length + "]";
        }
    }
}
