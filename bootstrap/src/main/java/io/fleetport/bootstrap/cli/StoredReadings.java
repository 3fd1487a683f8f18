package io.fleetport.bootstrap.cli;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.aws.rds.PostgresSettings;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.PrivateFile;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in the database of a running server, read with the service's own eyes. Only for records whose event times differ
 * within a vehicle or station, as the load generators' do: two of one instant are one record stored twice.
 *
 * @param distinct readings of vehicles, or reports of stations; connections coming and going are not counted
 * @param doubled readings stored once more than they should be
 */
record StoredReadings(long distinct, long doubled) {

    private static final StoredReadings NONE = new StoredReadings(0, 0);
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

    static StoredReadings ofVehicles(Path data, OrganizationId organization) throws IOException {
        try (PostgresStores stores = open(data)) {
            StoredReadings all = NONE;
            @Nullable String cursor = null;
            do {
                Page<Vehicles.Known> page = stores.vehicles().list(organization, null, cursor, 1000);
                for (Vehicles.Known known : page.items()) {
                    all = all.plus(of(
                            stores, new VehicleKey(organization, known.vehicle().id())));
                }
                cursor = page.next();
            } while (cursor != null);
            return all;
        }
    }

    /** As {@link #ofVehicles}, of what stations reported of themselves. */
    static StoredReadings ofStations(Path data, OrganizationId organization) throws IOException {
        try (PostgresStores stores = open(data)) {
            StoredReadings all = NONE;
            @Nullable String cursor = null;
            do {
                Page<Stations.Known> page = stores.stations().list(organization, Stations.Filter.ALL, cursor, 1000);
                for (Stations.Known known : page.items()) {
                    all = all.plus(of(
                            stores, new StationKey(organization, known.station().id())));
                }
                cursor = page.next();
            } while (cursor != null);
            return all;
        }
    }

    private StoredReadings plus(StoredReadings other) {
        return new StoredReadings(distinct + other.distinct, doubled + other.doubled);
    }

    private static PostgresStores open(Path data) throws IOException {
        String password = new String(PrivateFile.read(LocalLayout.databasePassword(data)), StandardCharsets.US_ASCII);
        int port = Integer.parseInt(
                Files.readString(LocalLayout.databasePort(data)).strip());
        return new PostgresStores(
                PostgresSettings.of(EmbeddedDatabase.url(port), EmbeddedDatabase.USER, password),
                new SimpleMeterRegistry());
    }

    private static StoredReadings of(PostgresStores stores, StationKey key) {
        long distinct = 0;
        long doubled = 0;
        @Nullable StationReport last = null;
        List<StationReport> reports;
        do {
            reports = stores.stationHistory().between(key, EVER, NEVER, last, 10_000);
            for (StationReport report : reports) {
                if (last != null && report.observedAt().equals(last.observedAt())) {
                    doubled++;
                } else {
                    distinct++;
                }
                last = report;
            }
        } while (reports.size() == 10_000);
        return new StoredReadings(distinct, doubled);
    }

    private static StoredReadings of(PostgresStores stores, VehicleKey key) {
        long distinct = 0;
        long doubled = 0;
        @Nullable Reading last = null;
        @Nullable Instant counted = null;
        List<Reading> readings;
        do {
            readings = stores.history().between(key, EVER, NEVER, last, 10_000);
            for (Reading reading : readings) {
                last = reading;
                if (reading.signals().stream().allMatch(Signal.Connection.class::isInstance)) {
                    continue;
                }
                if (reading.observedAt().equals(counted)) {
                    doubled++;
                } else {
                    distinct++;
                }
                counted = reading.observedAt();
            }
        } while (readings.size() == 10_000);
        return new StoredReadings(distinct, doubled);
    }
}
