package io.fleetport.application.encoding;

import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One message of a station as bytes: its kind, then what it said. Without loss and deterministic. Safe to use from many threads. */
final class StationMessageEncoding {

    // Kinds. APPEND ONLY: what is on its way holds these numbers.
    private static final int REPORTED = 1;
    private static final int SLOTS_SEEN = 2;
    private static final int HAPPENED = 3;
    private static final int PRESENCE = 4;
    private static final int ANSWERED = 5;

    private static final Codes<StationMessage.Answer> ANSWER = new Codes<>(
            "answer",
            List.of(
                    StationMessage.Answer.ACCEPTED,
                    StationMessage.Answer.COMPLETED,
                    StationMessage.Answer.REJECTED,
                    StationMessage.Answer.FAILED,
                    StationMessage.Answer.EXPIRED));

    private StationMessageEncoding() {}

    static void put(StationMessage message, ByteSink sink) {
        switch (message) {
            case StationMessage.Reported reported -> {
                sink.putByte(REPORTED);
                StationStateEncoding.putReport(reported.report(), 0, sink);
            }
            case StationMessage.SlotsSeen seen -> {
                sink.putByte(SLOTS_SEEN);
                putTime(seen.observedAt(), sink);
                putSlots(seen.slots(), sink);
            }
            case StationMessage.Happened happened -> {
                sink.putByte(HAPPENED);
                StationEventEncoding.put(happened.event(), sink);
            }
            case StationMessage.Presence presence -> {
                sink.putByte(PRESENCE);
                putTime(presence.observedAt(), sink);
                sink.putByte(presence.online() ? 1 : 0);
            }
            case StationMessage.Answered answered -> {
                sink.putByte(ANSWERED);
                putTime(answered.observedAt(), sink);
                sink.putUuid(answered.command());
                ANSWER.put(answered.answer(), sink);
                Optionally.putText(answered.detail(), sink);
            }
        }
    }

    /** @throws IllegalArgumentException when the bytes are not of this form, or of a kind newer than this code */
    static StationMessage get(ByteSource source) {
        int kind = source.getByte();
        return switch (kind) {
            case REPORTED -> new StationMessage.Reported(StationStateEncoding.getReport(source, 0));
            case SLOTS_SEEN -> new StationMessage.SlotsSeen(getTime(source), getSlots(source));
            case HAPPENED -> new StationMessage.Happened(StationEventEncoding.get(source));
            case PRESENCE -> new StationMessage.Presence(getTime(source), source.getByte() != 0);
            case ANSWERED -> {
                Instant observedAt = getTime(source);
                UUID command = source.getUuid();
                yield new StationMessage.Answered(observedAt, command, ANSWER.get(source), Optionally.getText(source));
            }
            default ->
                throw new IllegalArgumentException("station message kind " + kind + " is not known to this version");
        };
    }

    private static void putSlots(List<Slot> slots, ByteSink sink) {
        sink.putVarint(slots.size());
        for (Slot slot : slots) {
            sink.putText(slot.id().value());
            SlotEncoding.put(slot.content(), sink);
            putTime(slot.observedAt(), sink);
        }
    }

    private static List<Slot> getSlots(ByteSource source) {
        int count = source.getCount(10);
        List<Slot> slots = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slots.add(new Slot(new SlotId(source.getText()), SlotEncoding.get(source), getTime(source)));
        }
        return slots;
    }

    private static void putTime(Instant at, ByteSink sink) {
        sink.putLong(Micros.of(at));
    }

    private static Instant getTime(ByteSource source) {
        return Micros.toInstant(source.getLong());
    }
}
