package io.fleetport.domain.station;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One message of a station. Its time is the station's own, in whole microseconds. */
public sealed interface StationMessage {

    Instant observedAt();

    /** The station as a whole. */
    record Reported(StationReport report) implements StationMessage {
        @Override
        public Instant observedAt() {
            return report.observedAt();
        }
    }

    /** Some or all of its slots, each as of {@code observedAt}. */
    record SlotsSeen(Instant observedAt, List<Slot> slots) implements StationMessage {
        public SlotsSeen {
            slots = List.copyOf(slots);
        }
    }

    record Happened(StationEvent event) implements StationMessage {
        @Override
        public Instant observedAt() {
            return event.stamp().at();
        }
    }

    /** It came or went, by its own word or by its last will. */
    record Presence(Instant observedAt, boolean online) implements StationMessage {}

    /** What became of a command. {@code detail} is for people to read. */
    record Answered(
            Instant observedAt,
            UUID command,
            Answer answer,
            @Nullable String detail) implements StationMessage {}

    /** What a station says of a command. */
    enum Answer {
        /** It will be done; more is to follow. */
        ACCEPTED,
        COMPLETED,
        REJECTED,
        FAILED,
        /** It came too late to be carried out. */
        EXPIRED
    }
}
