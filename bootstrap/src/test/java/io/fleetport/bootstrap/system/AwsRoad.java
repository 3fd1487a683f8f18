package io.fleetport.bootstrap.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures the road on AWS against the servers that stand in for it: how many records a second pass it, how late they are
 * acknowledged and read, and how many requests and how much capacity AWS would bill for them. What the command is: docs/benchmarks.md.
 */
public final class AwsRoad {

    /** The usual one. */
    private static final Duration FAILOVER = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> COUNTED = List.of(
            "fleetport_aws_requests_total",
            "fleetport_dynamodb_capacity_total",
            "fleetport_stream_bytes_total",
            "fleetport_stream_read_entries_total",
            "fleetport_stream_read_age_seconds_sum",
            "fleetport_stream_read_age_seconds_count",
            "fleetport_intake_commit_seconds_sum",
            "fleetport_intake_commit_seconds_count");

    private final List<ServerProcess> servers;
    private final ServerProcess edge;
    private final ServerProcess consumer;
    private final Path home;

    private AwsRoad(ServerProcess edge, ServerProcess consumer, ServerProcess api, Path home) {
        this.servers = List.of(edge, consumer, api);
        this.edge = edge;
        this.consumer = consumer;
        this.home = home;
    }

    /** @param words vehicles, records a second of all together, seconds of warm-up, seconds that count */
    public static void main(String[] words) throws IOException {
        Path home = Files.createTempDirectory(Path.of("target"), "aws-road").toAbsolutePath();
        try (AwsStandIns aws = AwsStandIns.start(home)) {
            AwsServers roles = new AwsServers(home, aws.environment(), FAILOVER);
            try (ServerProcess edge = roles.start("edge");
                    ServerProcess consumer = roles.start("consumer");
                    ServerProcess api = roles.start("api,live,jobs")) {
                AwsRoad road = new AwsRoad(edge, consumer, api, home);
                road.send(words[0], words[1], words[2]);
                road.awaitStored();
                System.out.println(road.measured(words[0], words[1], words[3], aws));
            }
        }
        System.exit(0); // what the tests' libraries leave behind
    }

    private String measured(String vehicles, String rate, String seconds, AwsStandIns aws) {
        Map<String, Double> before = counts();
        double storedBefore = stored();
        List<Duration> busyBefore = busy(aws);
        long began = System.nanoTime();
        StringBuilder told = new StringBuilder(send(vehicles, rate, seconds));
        awaitStored();
        double took = (System.nanoTime() - began) / 1e9;
        List<Duration> busyAfter = busy(aws);
        double stored = stored() - storedBefore;
        line(told, "stored         %,.0f records within %.1f s of the first one sent", stored, took);
        List<String> names = List.of("edge", "consumer", "api,live,jobs", "stand-ins");
        for (int i = 0; i < names.size(); i++) {
            double used = busyAfter.get(i).minus(busyBefore.get(i)).toMillis() / 1e3;
            line(told, "busy           %-14s %.2f processors", names.get(i), used / took);
        }
        counts().forEach((name, count) -> {
            double more = count - before.getOrDefault(name, 0.0);
            if (more > 0) {
                line(told, "%,14.2f  %,12.3f per 1,000 records  %s", more, more * 1000 / stored, name);
            }
        });
        return told.toString();
    }

    private static void line(StringBuilder told, String form, Object... values) {
        told.append(String.format(Locale.ROOT, form, values)).append(System.lineSeparator());
    }

    private String send(String vehicles, String rate, String seconds) {
        Launcher.Ended load = new Launcher(home)
                .run(
                        Integer.parseInt(seconds) + (int) PATIENCE.toSeconds(),
                        "simulate",
                        "vehicles",
                        "--data",
                        edge.data().toString(),
                        "--vehicles",
                        vehicles,
                        "--rate",
                        rate,
                        "--seconds",
                        seconds);
        if (load.exitCode() != 0) {
            throw new IllegalStateException(load.output());
        }
        return load.output();
    }

    private void awaitStored() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> edge.metric("fleetport_stream_queued ", "") == 0 && stored() == put());
    }

    /** What the consumer has committed, all that is not a duplicate or an error. */
    private double stored() {
        return consumer.metric("fleetport_intake_deliveries_total", "");
    }

    private double put() {
        return edge.metric("fleetport_stream_deliveries_total", "");
    }

    private List<Duration> busy(AwsStandIns aws) {
        return Stream.concat(servers.stream().map(ServerProcess::pid), Stream.of(aws.pid()))
                .map(AwsRoad::withChildren)
                .toList();
    }

    private static Duration withChildren(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Sums over all processes, by name and tags. */
    private Map<String, Double> counts() {
        Map<String, Double> all = new TreeMap<>();
        for (ServerProcess server : servers) {
            server.metrics()
                    .lines()
                    .filter(line -> COUNTED.stream().anyMatch(line::startsWith))
                    .forEach(line -> {
                        int space = line.lastIndexOf(' ');
                        all.merge(line.substring(0, space), Double.parseDouble(line.substring(space + 1)), Double::sum);
                    });
        }
        return all;
    }
}
