package io.fleetport.mqtt.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the stations of some recordings told, in the order of time, and when each of it is to be sent. */
final class RecordedStations {

    /** A pause longer than this in which no station has anything to tell is not waited for. */
    private static final Duration LONGEST_WAITED_FOR = Duration.ofHours(1);

    private static final Duration SKIPPED_PAUSE = Duration.ofSeconds(1);

    /**
     * @param sequence of the station's events, from 1
     * @param offset from the first event of all stations, without long pauses
     */
    record Due(SessionEvent event, long sequence, Duration offset) {}

    private final Map<String, List<Due>> stations = new TreeMap<>();
    private final List<String> badLines = new ArrayList<>();
    private long badRows;
    private long rows;
    private long events;

    /** @throws IOException when a file cannot be read or is no recording of sessions */
    static RecordedStations read(List<Path> files, ZoneId zone) throws IOException {
        RecordedStations recorded = new RecordedStations();
        List<SessionEvent> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Path path : files) {
            SessionFile file = new SessionFile(path, zone);
            file.read(row -> {
                if (!known.add(row.stationId() + " " + row.sessionId())) {
                    throw new IllegalArgumentException("session " + row.sessionId() + " is there twice");
                }
                all.add(SessionEvent.startOf(row));
                OffsetDateTime end = row.end();
                if (end != null) {
                    all.add(SessionEvent.endOf(row, end));
                }
            });
            recorded.badRows += file.badRows();
            recorded.badLines.addAll(file.badLines());
        }
        recorded.rows = known.size();
        all.sort(SessionEvent.IN_ORDER);
        recorded.schedule(all);
        return recorded;
    }

    private void schedule(List<SessionEvent> inOrder) {
        Duration offset = Duration.ZERO;
        for (int i = 0; i < inOrder.size(); i++) {
            SessionEvent event = inOrder.get(i);
            if (i > 0) {
                Duration pause = Duration.between(inOrder.get(i - 1).instant(), event.instant());
                offset = offset.plus(pause.compareTo(LONGEST_WAITED_FOR) > 0 ? SKIPPED_PAUSE : pause);
            }
            List<Due> own = stations.computeIfAbsent(event.row().stationId(), unused -> new ArrayList<>());
            own.add(new Due(event, own.size() + 1, offset));
        }
        events = inOrder.size();
    }

    /** What each station told, by its id. */
    Map<String, List<Due>> stations() {
        return stations;
    }

    long events() {
        return events;
    }

    StationReport.Rows rows() {
        return new StationReport.Rows(rows, badRows, badLines);
    }
}
