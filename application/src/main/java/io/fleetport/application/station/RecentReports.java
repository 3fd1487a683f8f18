package io.fleetport.application.station;

import io.fleetport.domain.station.StationReport;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** The last few reports of a station, so that one heard twice in a row of resends is known. Used by one thread. */
final class RecentReports {

    private static final int MOST = 64;

    private record Key(long epochSecond, int nano, long fingerprint) {
        static Key of(StationReport report) {
            return new Key(
                    report.observedAt().getEpochSecond(), report.observedAt().getNano(), report.fingerprint());
        }
    }

    private final Queue<Key> inOrder = new ArrayDeque<>();
    private final Set<Key> held = new HashSet<>();

    /** @return false when it was there already */
    boolean add(StationReport report) {
        Key key = Key.of(report);
        if (!held.add(key)) {
            return false;
        }
        inOrder.add(key);
        if (inOrder.size() > MOST) {
            held.remove(inOrder.remove());
        }
        return true;
    }
}
