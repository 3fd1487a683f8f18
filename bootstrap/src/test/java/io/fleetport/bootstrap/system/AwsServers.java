package io.fleetport.bootstrap.system;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.LocalLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Servers with the roles of a deployment on AWS, each a process of its own: telemetry through Kinesis, stores in DynamoDB, archive
 * and documents in S3, keys in KMS, the live bus in Redis.
 */
final class AwsServers {

    private static final String FIRST = "edge";
    private final Path home;
    private final Map<String, String> everyone;

    /**
     * @param standIns what a server must be told to find them
     * @param failover after which a consumer that says nothing has lost its shards, in whole seconds
     */
    AwsServers(Path home, Map<String, String> standIns, Duration failover) {
        this.home = home;
        this.everyone = new HashMap<>(standIns);
        everyone.put("AWS_REGION", "eu-central-1");
        everyone.put("FLEETPORT_JAVA_OPTS", "-Daws.cborEnabled=false"); // the Kinesis of the tests speaks JSON only
        everyone.put("FLEETPORT_STREAM_KIND", "kinesis");
        everyone.put("FLEETPORT_STREAM_NAME", "telemetry");
        everyone.put("FLEETPORT_KINESIS_FAILOVER", failover.toSeconds() + "s");
        everyone.put("FLEETPORT_STORES", "dynamodb");
        everyone.put("FLEETPORT_DYNAMODB_ATTEMPT_TIMEOUT", "20s"); // DynamoDB Local is no fast one
        everyone.put("FLEETPORT_DYNAMODB_CALL_TIMEOUT", "60s");
        everyone.put("FLEETPORT_LIVE", "redis");
        everyone.put("FLEETPORT_ARCHIVE_KIND", "s3");
        everyone.put("FLEETPORT_DOCUMENTS_KIND", "s3");
        everyone.put("FLEETPORT_KEYS_KIND", "kms");
        everyone.put("FLEETPORT_KEYS_KMS_KEY", "alias/fleetport");
        everyone.put("FLEETPORT_STATIONS_BROKER", "none");
    }

    /** A process with these roles; the first has to be an edge, whose keys the others share. */
    ServerProcess start(String roles) throws IOException {
        return start(roles, roles.replace(',', '-'));
    }

    /** @param name of the folder where it keeps what is its own */
    ServerProcess start(String roles, String name) throws IOException {
        Path own = Files.createDirectory(home.resolve(name));
        if (!name.equals(FIRST)) {
            shareKeys(home.resolve(FIRST).resolve("data"), own.resolve("data"));
        }
        Map<String, String> environment = new HashMap<>(everyone);
        environment.put("FLEETPORT_ROLES", roles);
        return ServerProcess.start(new Launcher(own, environment), own);
    }

    /** What those that replay drives look for beside a server is shared, too. */
    private static void shareKeys(Path from, Path to) throws IOException {
        DataDirectory.open(to).close(); // makes it
        for (Path folder : List.of(LocalLayout.keys(from), LocalLayout.authority(from))) {
            Path copy = Files.createDirectories(to.resolve(folder.getFileName()));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
    }
}
