package io.fleetport.mqtt.wire;

import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotContent.Cause;
import io.fleetport.domain.station.SlotContent.Use;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a station says of its slots. */
final class SlotsReader {

    /** What a state means for the slot: what a pack is there for, or why the slot is closed, or that it is empty. */
    private enum State {
        EMPTY,
        CHARGING,
        READY,
        RESERVED,
        LOCKED,
        FAULTED
    }

    private static final Map<String, State> STATES = Map.of(
            "empty", State.EMPTY,
            "charging", State.CHARGING,
            "ready", State.READY,
            "reserved", State.RESERVED,
            "locked", State.LOCKED,
            "faulted", State.FAULTED);

    private SlotsReader() {}

    static StationMessage read(Members in) throws MalformedMessage {
        Instant at = in.time(Member.TIMESTAMP);
        List<Members> elements = in.elements(Member.SLOTS);
        List<Slot> slots = new ArrayList<>(elements.size());
        Set<SlotId> ids = new HashSet<>(2 * elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Slot slot;
            try {
                slot = slot(elements.get(i), at);
            } catch (MalformedMessage e) {
                throw e.within("slots[" + i + "]");
            }
            if (!ids.add(slot.id())) {
                throw new MalformedMessage("slots[" + i + "].slot_id must be another one than those before it but is "
                        + Shown.of(slot.id().value()));
            }
            slots.add(slot);
        }
        return new StationMessage.SlotsSeen(at, slots);
    }

    private static Slot slot(Members in, Instant at) throws MalformedMessage {
        SlotId id = new SlotId(in.label(Member.SLOT_ID));
        State state = in.choice(Member.STATE, STATES);
        PackCondition condition = new PackCondition(
                in.realOrNull(Member.SOC_PERCENT),
                in.realOrNull(Member.HEALTH_PERCENT),
                in.realOrNull(Member.TEMPERATURE_C));
        SlotContent content =
                switch (state) {
                    case EMPTY -> empty(in);
                    case CHARGING -> holding(in, Use.CHARGING, condition);
                    case READY -> holding(in, Use.READY, condition);
                    case RESERVED -> holding(in, Use.RESERVED, condition);
                    case LOCKED -> closed(in, Cause.LOCKED, condition);
                    case FAULTED -> closed(in, Cause.FAULTED, condition);
                };
        return new Slot(id, content, at);
    }

    private static SlotContent empty(Members in) throws MalformedMessage {
        if (in.says(Member.PACK_ID)) {
            throw new MalformedMessage("pack_id must not be there in an empty slot");
        }
        return SlotContent.EMPTY;
    }

    private static SlotContent holding(Members in, Use use, PackCondition condition) throws MalformedMessage {
        return new SlotContent.Holding(new PackId(in.label(Member.PACK_ID)), use, condition);
    }

    private static SlotContent closed(Members in, Cause cause, PackCondition condition) throws MalformedMessage {
        @Nullable String held = in.labelOrNull(Member.PACK_ID);
        return new SlotContent.Closed(cause, held == null ? null : new PackId(held), condition);
    }
}
