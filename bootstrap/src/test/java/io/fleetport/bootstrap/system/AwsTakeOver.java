package io.fleetport.bootstrap.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures how long nobody reads a part of the stream when a consumer is killed: the only one, which is started again at once,
 * and the one of two that reads more, whose shards the other takes. What the command is: docs/benchmarks.md.
 */
public final class AwsTakeOver {

    private static final int RATE = 200;

    /** Half of what comes is more than what is on its way at any time by then. */
    private static final Duration HALF_IS_SEEN = Duration.ofSeconds(4);

    private static final Duration SHARE_IS_SEEN = Duration.ofSeconds(20);

    /** Of a share, seen twice. */
    private static final double STEADY = 0.1;

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final ServerProcess edge;

    private AwsTakeOver(ServerProcess edge) {
        this.edge = edge;
    }

    /** @param words seconds of {@code fleetport.kinesis.failover}, and how often each is tried */
    public static void main(String[] words) throws IOException, InterruptedException {
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
                        measured.oneOfTwo(first, second);
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

    /** Kills the one that reads more: the library shares by load, and while there is little of it one may have every shard. */
    private void oneOfTwo(ServerProcess one, ServerProcess other) throws InterruptedException {
        double share = awaitShare(one, other);
        ServerProcess victim = share >= 0.5 ? one : other;
        ServerProcess heir = share >= 0.5 ? other : one;
        double before = read(heir);
        double putBefore = put();
        victim.killHard();
        long killed = System.nanoTime();
        // Until then it reads what is its own.
        await().atMost(LONGEST)
                .pollDelay(HALF_IS_SEEN)
                .pollInterval(LOOK)
                .until(() -> read(heir) - before >= put() - putBefore - RATE);
        System.out.printf(
                Locale.ROOT,
                "one of two, which read %.0f %%: the other has read all after %.1f s%n",
                100 * Math.max(share, 1 - share),
                since(killed));
        victim.restart();
    }

    /** Waits until no shard moves between the two. Returns the first one's share of what comes, 0 to 1. */
    private double awaitShare(ServerProcess one, ServerProcess other) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        double before = share(one, other);
        while (System.nanoTime() < end) {
            double now = share(one, other);
            if (Math.abs(now - before) < STEADY) {
                return now;
            }
            before = now;
        }
        throw new IllegalStateException("within " + LONGEST + " the two came to no steady share of what comes");
    }

    /** The first one's, or no number when they read less than half of what comes. */
    private double share(ServerProcess one, ServerProcess other) throws InterruptedException {
        double ofOne = read(one);
        double ofOther = read(other);
        double all = put();
        Thread.sleep(SHARE_IS_SEEN);
        double readByOne = read(one) - ofOne;
        double readByBoth = readByOne + read(other) - ofOther;
        return readByBoth > (put() - all) / 2 ? readByOne / readByBoth : Double.NaN;
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
