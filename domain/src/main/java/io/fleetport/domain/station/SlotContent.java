package io.fleetport.domain.station;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is in a slot and whether it can be used: a slot that holds nothing has no pack to speak of. */
public sealed interface SlotContent {

    /** The pack in it, if there is one and it is known. */
    Optional<PackId> pack();

    /** Nothing. */
    record Empty() implements SlotContent {
        @Override
        public Optional<PackId> pack() {
            return Optional.empty();
        }
    }

    /** A pack, and what it is there for. */
    record Holding(PackId held, Use use, PackCondition condition) implements SlotContent {
        @Override
        public Optional<PackId> pack() {
            return Optional.of(held);
        }
    }

    /** Out of use. {@code held} is the pack stuck in it, null when there is none or it is not known. */
    record Closed(Cause cause, @Nullable PackId held, PackCondition condition) implements SlotContent {
        @Override
        public Optional<PackId> pack() {
            return Optional.ofNullable(held);
        }
    }

    /** What a pack in a slot is there for. */
    enum Use {
        CHARGING,
        READY,
        /** Kept for someone. */
        RESERVED
    }

    /** Why a slot is out of use. */
    enum Cause {
        /** On purpose. */
        LOCKED,
        FAULTED
    }

    SlotContent EMPTY = new Empty();
}
