package io.fleetport.application.station;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Really recorded charging sessions under {@code sessions/<name>} of the test resources, with what they add up to day by
 * day; origin and licence are in the README beside them.
 */
record SessionSet(List<Line> lines, List<Day> days) {

    static final double JOULES_PER_KWH = 3.6e6;

    /** A recorded session. Times are local; null without an end. */
    record Line(
            StationId station,
            SessionId id,
            ConnectorId connector,
            LocalDateTime start,
            LocalDateTime end,
            Double energyKwh) {

        /** What a station in that zone would have told of it. */
        SessionFacts facts(ZoneId zone) {
            SessionFacts facts = SessionFacts.of(
                    new StationEvent.SessionStarted(stamp("b", start, zone), id, connector, null, null, null, null));
            if (end == null) {
                return facts;
            }
            Double joules = energyKwh == null ? null : energyKwh * JOULES_PER_KWH;
            return facts.with(new StationEvent.SessionEnded(stamp("e", end, zone), id, null, joules, null, null, null));
        }

        private EventStamp stamp(String kind, LocalDateTime at, ZoneId zone) {
            Instant instant = at.atZone(zone).toInstant();
            return new EventStamp(kind + "-" + id, 0, 1, instant);
        }
    }

    /** What the sessions of one station and day add up to. */
    record Day(
            StationId station, LocalDate date, int sessions, double energyKwh, double occupiedMinutes, int peakBusy) {}

    static SessionSet read(String name) {
        List<Line> lines = new ArrayList<>();
        for (Map<String, String> row : rows(name + "/sessions.csv.gz")) {
            lines.add(new Line(
                    new StationId(row.get("station_id")),
                    new SessionId(row.get("session_id")),
                    new ConnectorId(row.get("connector")),
                    time(row.get("start")),
                    time(row.get("end")),
                    row.get("energy_kwh").isEmpty() ? null : Double.valueOf(row.get("energy_kwh"))));
        }
        List<Day> days = new ArrayList<>();
        for (Map<String, String> row : rows(name + "/station_days.csv.gz")) {
            days.add(new Day(
                    new StationId(row.get("station_id")),
                    LocalDate.parse(row.get("date")),
                    Integer.parseInt(row.get("sessions")),
                    number(row.get("energy_kwh")),
                    number(row.get("occupied_min")),
                    Integer.parseInt(row.get("peak_busy"))));
        }
        return new SessionSet(lines, days);
    }

    private static double number(String cell) {
        return cell.isEmpty() ? 0 : Double.parseDouble(cell);
    }

    private static LocalDateTime time(String cell) {
        return cell.isEmpty() ? null : LocalDateTime.parse(cell.replace(' ', 'T'));
    }

    private static List<Map<String, String>> rows(String file) {
        try (InputStream raw = Objects.requireNonNull(SessionSet.class.getResourceAsStream("/sessions/" + file), file);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            List<String> heading = cells(lines.readLine());
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = cells(line);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < cells.size(); i++) {
                    row.put(heading.get(i), cells.get(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cells between commas; one in quotes may hold commas. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
