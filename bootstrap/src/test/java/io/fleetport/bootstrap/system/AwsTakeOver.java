package io.fleetport.bootstrap.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures how long nobody reads a part of the stream when a consumer is killed: the only one, which is started again at once,
 * and one of two, whose shards the other takes. What the command is: docs/benchmarks.md.
 */
public final class AwsTakeOver {

    private static final int RATE = 200;

    /** Half of what comes is more than what is on its way at any time by then. */
    private static final Duration HALF_IS_SEEN = Duration.ofSeconds(4);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final ServerProcess edge;

    private AwsTakeOver(ServerProcess edge) {
        this.edge = edge;
    }

    /** @param words seconds of {@code fleetport.kinesis.failover}, and how often each is tried */
    public static void main(String[] words) throws IOException {
        Duration failover = Duration.ofSeconds(Long.parseLong(words[0]));
        int times = Integer.parseInt(words[1]);
        Path home =
                Files.createTempDirectory(Path.of("target"), "aws-take-over").toAbsolutePath();
        try (AwsStandIns aws = AwsStandIns.start(home)) {
            AwsServers servers = new AwsServers(home, aws.environment(), failover);
            try (ServerProcess edge = servers.start("edge");
                    ServerProcess first = servers.start("consumer")) {
                AwsTakeOver measured = new AwsTakeOver(edge);
                Process load = measured.load(home);
                for (int i = 0; i < times; i++) {
                    measured.onlyOne(first);
                }
                try (ServerProcess second = servers.start("consumer", "second")) {
                    for (int i = 0; i < times; i++) {
                        measured.oneOfTwo(i % 2 == 0 ? first : second, i % 2 == 0 ? second : first);
                    }
                }
                load.destroy();
            }
        }
        System.exit(0); // what the tests' libraries leave behind
    }

    private Process load(Path home) {
        return new Launcher(home)
                .start(
                        home.resolve("load.log"),
                        "simulate",
                        "vehicles",
                        "--data",
                        edge.data().toString(),
                        "--vehicles",
                        "50",
                        "--rate",
                        Integer.toString(RATE),
                        "--seconds",
                        Long.toString(Duration.ofHours(1).toSeconds()));
    }

    private void onlyOne(ServerProcess consumer) {
        awaitReading(consumer);
        consumer.killHard();
        long killed = System.nanoTime();
        consumer.restart();
        double ready = since(killed);
        awaitReading(consumer);
        System.out.printf(
                Locale.ROOT,
                "the only one: ready again %.1f s after its end, reads after %.1f s%n",
                ready,
                since(killed));
    }

    private void oneOfTwo(ServerProcess victim, ServerProcess heir) {
        awaitShared(victim, heir);
        double before = read(heir);
        double putBefore = put();
        victim.killHard();
        long killed = System.nanoTime();
        // Until then it reads the half that is its own.
        await().atMost(LONGEST)
                .pollDelay(HALF_IS_SEEN)
                .pollInterval(LOOK)
                .until(() -> read(heir) - before >= put() - putBefore - RATE);
        System.out.printf(Locale.ROOT, "one of two: the other has read all after %.1f s%n", since(killed));
        victim.restart();
    }

    /** Each reads a good part of what comes at the moment. */
    private void awaitShared(ServerProcess one, ServerProcess other) {
        await().atMost(LONGEST).pollInterval(LOOK).until(() -> {
            double ofOne = read(one);
            double ofOther = read(other);
            double all = put();
            Thread.sleep(HALF_IS_SEEN);
            double fair = (put() - all) / 4;
            return read(one) - ofOne > fair && read(other) - ofOther > fair;
        });
    }

    private static void awaitReading(ServerProcess consumer) {
        double before = read(consumer);
        await().atMost(LONGEST).pollInterval(LOOK).until(() -> read(consumer) > before);
    }

    private static double read(ServerProcess consumer) {
        return consumer.metric("fleetport_stream_read_deliveries_total", "");
    }

    private double put() {
        return edge.metric("fleetport_stream_deliveries_total", "");
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
