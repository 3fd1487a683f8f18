package io.fleetport.application.encoding;

import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotContent;
import org.jspecify.annotations.Nullable;

/** What is in a slot as bytes: one for what it is used for, then the pack and its condition. */
public final class SlotEncoding {

    // Kinds. APPEND ONLY: stored data holds these numbers.
    private static final int EMPTY = 0;
    private static final int CHARGING = 1;
    private static final int READY = 2;
    private static final int RESERVED = 3;
    private static final int LOCKED = 4;
    private static final int FAULTED = 5;

    private SlotEncoding() {}

    public static void put(SlotContent content, ByteSink sink) {
        switch (content) {
            case SlotContent.Empty e -> sink.putByte(EMPTY);
            case SlotContent.Holding holding -> {
                sink.putByte(
                        switch (holding.use()) {
                            case CHARGING -> CHARGING;
                            case READY -> READY;
                            case RESERVED -> RESERVED;
                        });
                sink.putText(holding.held().value());
                putCondition(holding.condition(), sink);
            }
            case SlotContent.Closed closed -> {
                sink.putByte(
                        switch (closed.cause()) {
                            case LOCKED -> LOCKED;
                            case FAULTED -> FAULTED;
                        });
                Optionally.put(closed.held(), sink, (pack, to) -> to.putText(pack.value()));
                putCondition(closed.condition(), sink);
            }
        }
    }

    public static SlotContent get(ByteSource source) {
        int kind = source.getByte();
        return switch (kind) {
            case EMPTY -> SlotContent.EMPTY;
            case CHARGING -> holding(SlotContent.Use.CHARGING, source);
            case READY -> holding(SlotContent.Use.READY, source);
            case RESERVED -> holding(SlotContent.Use.RESERVED, source);
            case LOCKED -> closed(SlotContent.Cause.LOCKED, source);
            case FAULTED -> closed(SlotContent.Cause.FAULTED, source);
            default -> throw new IllegalArgumentException("slot kind " + kind + " is not known to this version");
        };
    }

    private static SlotContent holding(SlotContent.Use use, ByteSource source) {
        return new SlotContent.Holding(new PackId(source.getText()), use, getCondition(source));
    }

    private static SlotContent closed(SlotContent.Cause cause, ByteSource source) {
        @Nullable PackId held = Optionally.get(source, from -> new PackId(from.getText()));
        return new SlotContent.Closed(cause, held, getCondition(source));
    }

    private static void putCondition(PackCondition condition, ByteSink sink) {
        Optionally.putNumber(condition.socPercent(), sink);
        Optionally.putNumber(condition.healthPercent(), sink);
        Optionally.putNumber(condition.temperatureCelsius(), sink);
    }

    private static PackCondition getCondition(ByteSource source) {
        return new PackCondition(
                Optionally.getNumber(source), Optionally.getNumber(source), Optionally.getNumber(source));
    }
}
