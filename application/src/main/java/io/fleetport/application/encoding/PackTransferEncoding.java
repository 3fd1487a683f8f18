package io.fleetport.application.encoding;

import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SlotId;
import org.jspecify.annotations.Nullable;

/** One pack's way in a swap as bytes, where it may be missing. Without loss and deterministic. Safe to use from many threads. */
public final class PackTransferEncoding {

    private PackTransferEncoding() {}

    public static void put(@Nullable PackTransfer transfer, ByteSink sink) {
        Optionally.put(transfer, sink, (moved, to) -> {
            to.putText(moved.pack().value());
            to.putText(moved.slot().value());
            Optionally.putNumber(moved.socPercent(), to);
        });
    }

    /** @throws IllegalArgumentException when the bytes are not of this form */
    public static @Nullable PackTransfer get(ByteSource source) {
        return Optionally.get(
                source,
                from -> new PackTransfer(
                        new PackId(from.getText()), new SlotId(from.getText()), Optionally.getNumber(from)));
    }
}
