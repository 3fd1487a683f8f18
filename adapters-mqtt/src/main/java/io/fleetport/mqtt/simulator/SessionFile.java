package io.fleetport.mqtt.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording of charging sessions: comma-separated, gzipped when its name ends in {@code .gz}, with a heading.
 *
 * <p>Its columns are those of {@link SessionColumn} in any order; others are passed over. Times are {@code 2018-06-05 11:11:00}
 * (or with a {@code T}) without an offset, read in the given zone: of a time that comes twice when clocks are put back, the first;
 * a time left out when they are put forward is an hour later. A line that cannot be read is counted, and the first few are
 * remembered with their reason.
 */
final class SessionFile {

    private static final int REMEMBERED_BAD_LINES = 10;

    private final Path path;
    private final ZoneId zone;
    private final Map<SessionColumn, Integer> places = new EnumMap<>(SessionColumn.class);
    private final List<String> badLines = new ArrayList<>();
    private long badRows;
    private int width;

    SessionFile(Path path, ZoneId zone) {
        this.path = path;
        this.zone = zone;
    }

    /**
     * Hands over every row that can be used; one that {@code rows} throws {@link IllegalArgumentException} for is a bad one, too.
     *
     * @throws IOException when the file cannot be read or is no recording of sessions
     */
    void read(Consumer<SessionRow> rows) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(plain(), StandardCharsets.UTF_8))) {
            readHeading(lines.readLine());
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    rows.accept(parse(line));
                } catch (IllegalArgumentException | DateTimeException e) {
                    badRows++;
                    if (badLines.size() < REMEMBERED_BAD_LINES) {
                        badLines.add(path.getFileName() + " line " + number + ": " + e.getMessage());
                    }
                }
            }
        }
    }

    long badRows() {
        return badRows;
    }

    /** Where the first bad lines are and why. */
    List<String> badLines() {
        return List.copyOf(badLines);
    }

    private InputStream plain() throws IOException {
        InputStream raw = Files.newInputStream(path);
        try {
            return path.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private void readHeading(@Nullable String heading) throws IOException {
        if (heading == null) {
            throw new IOException(path + " is empty");
        }
        List<String> cells = CsvLine.cells(heading.startsWith("\uFEFF") ? heading.substring(1) : heading);
        width = cells.size();
        for (SessionColumn column : SessionColumn.values()) {
            int place = cells.indexOf(column.heading);
            if (place >= 0) {
                places.put(column, place);
            } else if (column.required) {
                throw new IOException(path + " has no column " + column.heading);
            }
        }
    }

    private SessionRow parse(String line) {
        List<String> cells = CsvLine.cells(line);
        if (cells.size() != width) {
            throw new IllegalArgumentException(cells.size() + " cells instead of " + width);
        }
        String end = cell(cells, SessionColumn.END);
        return new SessionRow(
                new StationTopics(cell(cells, SessionColumn.STATION_ID)).stationId(),
                cell(cells, SessionColumn.SESSION_ID),
                cell(cells, SessionColumn.CONNECTOR),
                time(cell(cells, SessionColumn.START)),
                end.isEmpty() ? null : time(end),
                number(cells, SessionColumn.ENERGY),
                number(cells, SessionColumn.SOC_START),
                number(cells, SessionColumn.SOC_END),
                number(cells, SessionColumn.PEAK),
                SessionRow.ratedKw(cell(cells, SessionColumn.MODEL)));
    }

    private OffsetDateTime time(String cell) {
        return LocalDateTime.parse(cell.replace(' ', 'T'), DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .atZone(zone)
                .toOffsetDateTime();
    }

    private double number(List<String> cells, SessionColumn column) {
        String cell = cell(cells, column);
        double value = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException(column.heading + " is out of range: " + cell);
        }
        return value;
    }

    private String cell(List<String> cells, SessionColumn column) {
        Integer place = places.get(column);
        return place == null ? "" : cells.get(place).strip();
    }
}
