package io.fleetport.aws.rds;

import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.TelemetryLedger.Update;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Observation;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.domain.vehicle.VehicleState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Measures how many readings, or reports of stations, a second become durable. Not a test: run its main with the number of
 * connections, the seconds, and {@code trips} and {@code archive} for what else each commit writes. A thousand vehicles
 * are spread over the connections; a batch holds 2,000 readings of ten signals and moves every vehicle of its connection
 * on. With {@code stations} it is a thousand stations instead, and a batch holds one report of each of its connection.
 */
final class StoreThroughput {

    private static final int SUBJECTS = 1_000;
    private static final int READINGS = 2_000;

    /** What one connection commits again and again. */
    interface Load {
        Batch batch(int version);

        static int rows(Batch batch) {
            return batch.readings().size() + batch.stations().reports().size();
        }
    }

    private StoreThroughput() {}

    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments);
        int connections = Integer.parseInt(options.get(0));
        int seconds = Integer.parseInt(options.get(1));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
                PostgresStores stores = new PostgresStores(
                        new PostgresSettings(
                                server.getJdbcUrl("postgres", "postgres"),
                                "postgres",
                                "postgres",
                                connections,
                                2,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10)),
                        new SimpleMeterRegistry());
                ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int round = 1; round <= 2; round++) {
                List<Future<List<long[]>>> shards = new ArrayList<>();
                long begin = System.nanoTime();
                Duration ours = ours();
                Duration theirs = servers(server);
                for (int shard = 0; shard < connections; shard++) {
                    int subjects = SUBJECTS / connections;
                    Load load = options.contains("stations")
                            ? new StationLoad(subjects, options)
                            : new VehicleLoad(subjects, options);
                    shards.add(threads.submit(() -> run(stores, load, begin + seconds * 1_000_000_000L)));
                }
                long rows = 0;
                List<Long> times = new ArrayList<>();
                for (Future<List<long[]>> shard : shards) {
                    for (long[] commit : shard.get()) {
                        rows += commit[0];
                        times.add(commit[1]);
                    }
                }
                double took = (System.nanoTime() - begin) / 1e9;
                times.sort(null);
                System.out.printf(
                        "round %d, %s: %,.0f rows/s, of each %.0f µs of processor time here and %.0f µs in the server,"
                                + " commit p50 %.1f ms, p99 %.1f ms%n",
                        round,
                        options,
                        rows / took,
                        ours().minus(ours).toNanos() / 1e3 / rows,
                        servers(server).minus(theirs).toNanos() / 1e3 / rows,
                        times.get(times.size() / 2) / 1e6,
                        times.get(times.size() * 99 / 100) / 1e6);
            }
            printStatements(server);
        }
    }

    /** For each commit how many rows of history it added, and how many nanoseconds it took. */
    private static List<long[]> run(PostgresStores stores, Load load, long until) {
        List<long[]> commits = new ArrayList<>();
        for (int version = 0; System.nanoTime() < until; version++) {
            Batch batch = load.batch(version);
            long begin = System.nanoTime();
            stores.ledger().commit(batch);
            commits.add(new long[] {Load.rows(batch), System.nanoTime() - begin});
        }
        return commits;
    }

    private static Duration ours() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    /** Of the server with all its processes; on a busy machine a better measure than what it achieved. */
    private static Duration servers(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            ProcessHandle main = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            return Stream.concat(Stream.of(main), main.descendants())
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** Where the server spent its time, by statement, and how much it wrote. */
    private static void printStatements(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            try (ResultSet rows = statement.executeQuery("select left(query, 60), calls, total_exec_time /"
                    + " calls, rows / calls, wal_bytes / calls from pg_stat_statements order by total_exec_time desc"
                    + " limit 6")) {
                while (rows.next()) {
                    System.out.printf(
                            "  %-60s %6d calls, %7.1f ms, %6d rows, %,d bytes of log each%n",
                            rows.getString(1).replace('\n', ' '),
                            rows.getLong(2),
                            rows.getDouble(3),
                            rows.getLong(4),
                            rows.getLong(5));
                }
            }
        }
    }

    private static final class VehicleLoad implements Load {
        private final List<VehicleKey> keys = new ArrayList<>();
        private final List<TripId> trips = new ArrayList<>();
        private final boolean withTrips;
        private final boolean withArchive;
        private final List<Signal> signals = signals(10);
        private final byte[] track = new byte[400];
        private final byte[] raw = new byte[300];
        private final List<Observation> observations = new ArrayList<>();
        private Instant now = Sample.NOW;

        VehicleLoad(int vehicles, List<String> options) {
            OrganizationId organization = Sample.anOrganization();
            for (int i = 0; i < vehicles; i++) {
                keys.add(Sample.aVehicleOf(organization));
                trips.add(Sample.aTripId());
            }
            withTrips = options.contains("trips");
            withArchive = options.contains("archive");
            for (Signal signal : signals(40)) {
                observations.add(new Observation(signal, now));
            }
        }

        @Override
        public Batch batch(int version) {
            VehicleState state = VehicleState.of(observations, now); // every age in it differs from the batch before
            List<Update> updates = new ArrayList<>();
            List<TripChange> changes = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                VehicleKey key = keys.get(i);
                FleetVehicle profile = new FleetVehicle(key.organization(), key.vehicle(), "Car", "tesla", Sample.NOW);
                updates.add(new Update(key, version, new Standing(version, profile, state, track)));
                if (withTrips) {
                    Trip trip = Sample.underway(key, trips.get(i), Sample.NOW);
                    changes.add(new TripChange(key, trip, track));
                }
            }
            List<NewReading> readings = new ArrayList<>(READINGS);
            List<ArchivedMessage> raws = new ArrayList<>();
            for (int i = 0; i < READINGS; i++) {
                VehicleKey key = keys.get(i % keys.size());
                now = now.plusNanos(1_000);
                readings.add(new NewReading(key, new Reading(key.vehicle(), now, i, signals), now));
                if (withArchive) {
                    raws.add(new ArchivedMessage(key, "tesla", now, raw));
                }
            }
            ArchiveBatch archive = withArchive ? new ArchiveBatch(java.util.UUID.randomUUID(), raws) : null;
            return new Batch(updates, readings, changes, List.of(), List.of(), StationChanges.NONE, archive);
        }

        private static List<Signal> signals(int count) {
            List<Signal> signals = new ArrayList<>();
            signals.add(new Signal.Quantity(Signals.SPEED, 100 / 3.6));
            signals.add(new Signal.Option(Signals.GEAR, "D"));
            for (int i = signals.size(); i < count; i++) {
                SignalName name = SignalName.of("measured_" + i, Unit.PERCENT, 0, 100);
                signals.add(new Signal.Quantity(name, i * 1.37));
            }
            return signals;
        }
    }
}
