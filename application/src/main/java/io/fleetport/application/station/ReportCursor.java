package io.fleetport.application.station;

import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationStatus;
import java.time.DateTimeException;
import java.time.Instant;

/** Where a page of reports ended, as text. */
final class ReportCursor {

    private ReportCursor() {}

    static String of(StationReport report) {
        Instant at = report.observedAt();
        return at.getEpochSecond() + "-" + at.getNano() + "-" + Long.toUnsignedString(report.fingerprint(), 36);
    }

    /**
     * A report at that place in the order; it tells nothing else.
     *
     * @throws IllegalArgumentException when the text is no cursor of ours
     */
    static StationReport read(String cursor) {
        String[] parts = cursor.split("-", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("cursor must have three parts");
        }
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
            long fingerprint = Long.parseUnsignedLong(parts[2], 36);
            return new StationReport(
                    at, fingerprint, StationStatus.OFFLINE, 0, 0, null, null, null, null, null, null, null, null);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("cursor must hold an instant", e);
        }
    }
}
