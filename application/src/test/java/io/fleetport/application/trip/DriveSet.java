package io.fleetport.application.trip;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * Really recorded drives under {@code drives/<name>} of the test resources, each set with its origin and licence in the
 * README beside it.
 */
public record DriveSet(String name, List<Line> lines) {

    /** The sets that come with the truth about their trips. */
    public static final List<String> LABELLED =
            List.of("fuel-envirocar", "gps-ndsbr", "ev-twizy", "ev-escooter", "ebike");

    /** Pings of trucks without any truth. */
    public static final String TRUCKS = "pings-trucks";

    private static final Map<String, SignalName> COLUMNS = Map.ofEntries(
            Map.entry("speed_kmh", Signals.SPEED),
            Map.entry("gps_speed_kmh", Signals.GPS_SPEED),
            Map.entry("heading_deg", Signals.HEADING),
            Map.entry("altitude_m", Signals.ALTITUDE),
            Map.entry("hdop", Signals.HDOP),
            Map.entry("trip_meter_km", Signals.ODOMETER),
            Map.entry("soc_pct", Signals.STATE_OF_CHARGE),
            Map.entry("fuel_rate_lph", Signals.FUEL_RATE),
            Map.entry("rpm", Signals.ENGINE_SPEED));

    /** One recorded line, in the order of the file. */
    public record Line(String vehicle, Instant at, List<Signal> signals) {

        /** The reading a source would make of it. */
        public Reading reading() {
            return new Reading(vehicleId(vehicle), at, fingerprint(), signals);
        }

        private long fingerprint() {
            long hash = 1;
            for (Signal signal : signals) {
                hash = hash * 0x100000001B3L + signal.toString().hashCode();
            }
            return hash;
        }
    }

    /** The id this test data gives a vehicle. */
    public static VehicleId vehicleId(String name) {
        return new VehicleId(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }

    public static DriveSet read(String name) {
        List<Line> lines = new ArrayList<>();
        for (Map<String, String> row : csv(name + "/telemetry.csv.gz")) {
            lines.add(new Line(
                    Objects.requireNonNull(row.get("vehicle_id")), Instant.parse(row.get("ts")), signals(row)));
        }
        return new DriveSet(name, List.copyOf(lines));
    }

    private static List<Signal> signals(Map<String, String> row) {
        List<Signal> signals = new ArrayList<>();
        if (row.containsKey("lat") && row.containsKey("lon")) {
            signals.add(new Signal.Place(
                    Signals.POSITION,
                    new Position(Double.parseDouble(row.get("lat")), Double.parseDouble(row.get("lon")))));
        }
        row.forEach((column, value) -> {
            SignalName signal = COLUMNS.get(column);
            if (signal != null) {
                signals.add(new Signal.Quantity(signal, signal.unit().inward(Double.parseDouble(value))));
            }
        });
        return signals;
    }

    /** The lines of a file of the sets by column; an empty cell is left out. */
    static List<Map<String, String>> csv(String path) {
        try (InputStream raw = Objects.requireNonNull(
                        DriveSet.class.getResourceAsStream("/drives/" + path), () -> "no test data " + path);
                InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            String[] columns = reader.readLine().split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    if (!cells[i].isEmpty()) {
                        row.put(columns[i], cells[i]);
                    }
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
