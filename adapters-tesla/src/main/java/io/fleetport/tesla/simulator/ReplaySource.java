package io.fleetport.tesla.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The recorded drives of one vehicle as records of the stream. */
final class ReplaySource implements RecordSource {

    /** The name is said again after so many records, for a server that began to listen in between. */
    private static final int RECORDS_BETWEEN_NAMES = 200;

    private final DriveSpool.Vehicle rows;
    private final String vin;
    private final double speedUp;
    private final TeslaRow mapping = new TeslaRow();
    private @Nullable EventPacing pacing;
    private @Nullable DriveRow next;
    private long due;
    private int sinceName;

    ReplaySource(DriveSpool.Vehicle rows, String vin, double speedUp) {
        this.rows = rows;
        this.vin = vin;
        this.speedUp = speedUp;
    }

    @Override
    public long due() {
        EventPacing begun = pacing;
        if (begun == null) {
            begun = new EventPacing(speedUp, System.nanoTime());
            pacing = begun;
            advance(begun);
        }
        return due;
    }

    @Override
    public Outgoing next(boolean firstOfConnection) {
        DriveRow row = Objects.requireNonNull(next, "due() was not asked");
        boolean withName = firstOfConnection || sinceName >= RECORDS_BETWEEN_NAMES;
        sinceName = withName ? 0 : sinceName + 1;
        Outgoing record = mapping.record(row, vin, withName);
        advance(Objects.requireNonNull(pacing));
        return record;
    }

    private void advance(EventPacing begun) {
        try {
            next = rows.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        due = next == null ? NEVER : begun.due(next.observedAt());
    }
}
