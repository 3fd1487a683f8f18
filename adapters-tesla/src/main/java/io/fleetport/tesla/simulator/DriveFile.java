package io.fleetport.tesla.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded drive line by line: a comma-separated file, gzipped when its name ends in {@code .gz}, with a heading.
 *
 * <p>Needed are the columns {@code vehicle_id} and {@code ts} (ISO 8601 with a zone); of the others those of
 * {@link DriveColumn} are read, in any order, and the rest passed over. A line that cannot be read is counted, the first
 * few are remembered with their reason, and reading goes on. Not safe for several threads.
 */
final class DriveFile implements AutoCloseable {

    private static final int REMEMBERED_BAD_LINES = 10;
    private static final String VEHICLE_HEADING = "vehicle_id";
    private static final String TIME_HEADING = "ts";

    private final Path path;
    private final BufferedReader lines;
    private final int vehicleField;
    private final int timeField;
    private final @Nullable DriveColumn[] columns;
    private final List<String> fields = new ArrayList<>();
    private final List<String> badLines = new ArrayList<>();
    private long badRows;
    private long lineNumber = 1;

    /** @throws IOException when the file cannot be read or is no recorded drive */
    static DriveFile open(Path path) throws IOException {
        InputStream raw = Files.newInputStream(path);
        try {
            InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
            return new DriveFile(path, new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private DriveFile(Path path, BufferedReader lines) throws IOException {
        this.path = path;
        this.lines = lines;
        String heading = lines.readLine();
        if (heading == null) {
            throw new IOException(path + " is empty");
        }
        CsvLine.split(heading.startsWith("\uFEFF") ? heading.substring(1) : heading, fields);
        vehicleField = fields.indexOf(VEHICLE_HEADING);
        timeField = fields.indexOf(TIME_HEADING);
        if (vehicleField < 0 || timeField < 0) {
            throw new IOException(path + " has no columns " + VEHICLE_HEADING + " and " + TIME_HEADING);
        }
        columns = fields.stream().map(DriveColumn::ofHeading).toArray(DriveColumn[]::new);
    }

    boolean hasColumn(DriveColumn column) {
        return Arrays.asList(columns).contains(column);
    }

    /** The next line that can be read, or null at the end. */
    @Nullable
    DriveRow next() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            lineNumber++;
            if (line.isBlank()) {
                continue;
            }
            try {
                return parse(line);
            } catch (IllegalArgumentException | DateTimeException e) {
                badRows++;
                if (badLines.size() < REMEMBERED_BAD_LINES) {
                    badLines.add(path.getFileName() + " line " + lineNumber + ": " + e.getMessage());
                }
            }
        }
        return null;
    }

    /** Lines passed over so far because they could not be read. */
    long badRows() {
        return badRows;
    }

    /** Where the first bad lines are and why. */
    List<String> badLines() {
        return List.copyOf(badLines);
    }

    private DriveRow parse(String line) {
        CsvLine.split(line, fields);
        if (fields.size() != columns.length) {
            throw new IllegalArgumentException(fields.size() + " cells instead of " + columns.length);
        }
        String vehicle = fields.get(vehicleField).strip();
        if (vehicle.isEmpty()) {
            throw new IllegalArgumentException("no " + VEHICLE_HEADING);
        }
        Instant observedAt = Instant.parse(fields.get(timeField).strip());
        double[] values = new double[DriveColumn.values().length];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < columns.length; i++) {
            DriveColumn column = columns[i];
            if (column != null && !fields.get(i).isBlank()) {
                values[column.place()] = number(fields.get(i));
            }
        }
        return new DriveRow(vehicle, observedAt, values);
    }

    private static double number(String cell) {
        double value = Double.parseDouble(cell);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("a number out of range: " + cell);
        }
        return value;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
