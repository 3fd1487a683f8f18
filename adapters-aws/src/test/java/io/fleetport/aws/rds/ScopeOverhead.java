package io.fleetport.aws.rds;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures what row-level security costs a question: the same one asked in the scope of its organization, and plainly by the
 * owner of the tables, in turns. Not a test: run its main with the number of threads, the seconds a turn and the rounds.
 */
final class ScopeOverhead {

    private static final int ORGANIZATIONS = 10;
    private static final int VEHICLES = 200;
    private static final int READINGS = 2_000;

    /** What is asked. */
    private enum Shape {
        ONE_VEHICLE,
        PAGE_OF_100_VEHICLES,
        PAGE_OF_1000_READINGS;

        Query query(VehicleKey key) {
            String organization = key.organization().value();
            String vehicle = "select vehicle_id, name, state from vehicle where organization = ?";
            return switch (this) {
                case ONE_VEHICLE ->
                    new Query(vehicle, organization)
                            .and("vehicle_id = ?", key.vehicle().value());
                case PAGE_OF_100_VEHICLES ->
                    new Query(vehicle, organization).then("order by name, vehicle_id limit 100");
                case PAGE_OF_1000_READINGS ->
                    new Query("select observed_at, signals from reading where organization = ?", organization)
                            .and("vehicle_id = ?", key.vehicle().value())
                            .then("order by observed_at, fingerprint limit 1000");
            };
        }
    }

    /** One way of asking for a vehicle's sake. */
    private interface Asking {
        List<?> about(VehicleKey key) throws SQLException;
    }

    private ScopeOverhead() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "256MB")
                .start()) {
            PostgresSettings settings = new PostgresSettings(
                    server.getJdbcUrl("postgres", "postgres"),
                    "postgres",
                    "postgres",
                    2,
                    threads,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10));
            List<VehicleKey> keys = fill(settings);
            try (Database database = new Database(settings, new SimpleMeterRegistry());
                    HikariDataSource plain = plain(settings)) {
                for (int round = 0; round <= rounds; round++) {
                    for (Shape shape : Shape.values()) {
                        Asking scoped = key -> database.ask("measuring", key.organization(), scope -> shape.query(key)
                                .list(scope, row -> row.getBytes(2)));
                        Asking plainly = key -> {
                            try (Connection connection = plain.getConnection()) {
                                return shape.query(key).list(connection, row -> row.getBytes(2));
                            }
                        };
                        String title = round == 0 ? "warming up" : "round " + round;
                        run(title + ", " + shape + ", scoped", threads, seconds, keys, scoped);
                        run(title + ", " + shape + ", plain ", threads, seconds, keys, plainly);
                    }
                }
            }
        }
    }

    private static List<VehicleKey> fill(PostgresSettings settings) {
        List<VehicleKey> keys = new ArrayList<>();
        try (PostgresStores stores = new PostgresStores(settings, new SimpleMeterRegistry())) {
            for (int i = 0; i < ORGANIZATIONS; i++) {
                OrganizationId organization = Sample.anOrganization();
                for (int j = 0; j < VEHICLES; j++) {
                    VehicleKey key = Sample.aVehicleOf(organization);
                    keys.add(key);
                    BatchDraft batch = BatchDraft.batch().moves(key, 0, Sample.standing(key, "Car " + j, Sample.NOW));
                    int readings = j == 0 ? READINGS : 1;
                    for (int k = 0; k < readings; k++) {
                        batch.hears(key, Sample.reading(key, Sample.NOW.plusSeconds(k), k));
                    }
                    stores.ledger().commit(batch.done());
                }
            }
        }
        return keys;
    }

    private static HikariDataSource plain(PostgresSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.logins().current().user());
        config.setPassword(settings.logins().current().password());
        config.setMaximumPoolSize(settings.readers());
        return new HikariDataSource(config);
    }

    private static void run(String title, int threads, int seconds, List<VehicleKey> keys, Asking asking)
            throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        List<Callable<long[]>> askers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread;
            askers.add(() -> {
                long[] times = new long[1 << 20];
                int asked = 0;
                while (asked < times.length && System.nanoTime() < until) {
                    // Every vehicle with a long history, of one organization after the other.
                    VehicleKey key = keys.get((first + asked) % ORGANIZATIONS * VEHICLES);
                    long begin = System.nanoTime();
                    if (asking.about(key).isEmpty()) {
                        throw new IllegalStateException("nothing was found");
                    }
                    times[asked++] = System.nanoTime() - begin;
                }
                return Arrays.copyOf(times, asked);
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<long[]> parts = new ArrayList<>();
            for (Future<long[]> part : pool.invokeAll(askers)) {
                parts.add(part.get());
            }
            long[] times = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.printf(
                    "%s: %,.0f/s, p50 %.0f µs, p99 %.0f µs, p99.9 %.0f µs%n",
                    title,
                    times.length / (double) seconds,
                    times[times.length / 2] / 1e3,
                    times[times.length * 99 / 100] / 1e3,
                    times[(int) (times.length * 0.999)] / 1e3);
        }
    }
}
