package io.fleetport.aws.standin;

import io.fleetport.aws.dynamodb.DynamoLocal;
import io.fleetport.aws.elasticache.Redis;
import io.fleetport.aws.kinesis.Kinesalite;
import io.fleetport.aws.kms.KmsEndpoint;
import io.fleetport.aws.s3.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * What stands in for AWS, in a process of its own, for as long as its input is open: Kinesis, DynamoDB, S3, KMS and Redis.
 *
 * <p>It prints a line {@code NAME=value} for each variable of the environment that a server needs to find them, and then
 * {@code ready}. {@code stop kinesis}, {@code start kinesis}, {@code stop redis} and {@code start redis} on its input do
 * that; each is answered by {@code done}. Kinesis is killed by it and keeps what it had, Redis forgets everything.
 */
public final class StandIns {

    private static final String STREAM = "telemetry";

    /** Before what is printed instead when one of them cannot be had on this machine. */
    private static final String MISSING = "missing: ";

    private static final int SHARDS = 2;
    private static final int NOT_HERE = 3;

    private StandIns() {}

    /** @param words the folder in which Kinesis keeps its streams */
    public static void main(String[] words) throws IOException {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what the servers print is not for whoever started us
        try (Kinesalite kinesis = Kinesalite.startedIn(Path.of(words[0]));
                S3Server objects = new S3Server();
                KmsEndpoint keys = new KmsEndpoint();
                Redis redis = Redis.started()) {
            // With its leases: a first consumer would take a minute to make them.
            DynamoLocal.running().prepareLeases("fleetport-" + STREAM, kinesis.makeStream(STREAM, SHARDS));
            keys.newKey("alias/fleetport");
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("AWS_ENDPOINT_URL_KINESIS", kinesis.endpoint().toString());
            environment.put(
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    DynamoLocal.running().endpoint().toString());
            environment.put("AWS_ENDPOINT_URL_S3", objects.endpoint().toString());
            environment.put("AWS_ENDPOINT_URL_KMS", keys.address().toString());
            environment.put("AWS_ACCESS_KEY_ID", S3Server.IDENTITY);
            environment.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
            environment.put("FLEETPORT_ARCHIVE_BUCKET", objects.bucket());
            environment.put("FLEETPORT_DOCUMENTS_BUCKET", objects.bucket());
            environment.put("FLEETPORT_REDIS_URL", redis.url().toString());
            environment.forEach((name, value) -> out.println(name + "=" + value));
            out.println("ready");
            obey(kinesis, redis, out);
        } catch (TestAbortedException missing) {
            out.println(MISSING + missing.getMessage());
            System.exit(NOT_HERE);
        }
        System.exit(0); // whatever threads the servers leave behind
    }

    private static void obey(Kinesalite kinesis, Redis redis, PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line) {
                case "stop kinesis" -> kinesis.kill();
                case "start kinesis" -> kinesis.startAgain();
                case "stop redis" -> redis.stop();
                case "start redis" -> redis.start();
                default -> throw new IllegalArgumentException("not a command: " + line);
            }
            out.println("done");
        }
    }
}
