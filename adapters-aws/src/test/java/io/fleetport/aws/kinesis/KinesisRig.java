package io.fleetport.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.contract.TelemetryStreamContract;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.stream.StreamPublication;
import io.fleetport.application.stream.StreamSettings;
import io.fleetport.application.stream.StreamedFleet;
import io.fleetport.aws.dynamodb.DynamoLocal;
import io.fleetport.aws.sdk.AwsAccess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Kinesis behind a wire that can fail, and DynamoDB for the leases. */
final class KinesisRig implements AutoCloseable {

    /** What readers of one machine find out from each other need not take seconds. */
    private static final KinesisPace HASTE = new KinesisPace(
            Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(200));

    private final Kinesalite server = Kinesalite.started();
    private final KinesisWire wire = new KinesisWire(server.endpoint());
    private final DynamoLocal dynamo = DynamoLocal.running();
    private final KinesisClient client = DynamoLocal.access(server.endpoint()).open(KinesisClient.builder());

    /** Makes a stream, and prepares that it is read under its own name. @return its name */
    String stream(int shards) {
        String name = "telemetry-" + UUID.randomUUID();
        client.createStream(request -> request.streamName(name).shardCount(shards));
        client.waiter().waitUntilStreamExists(request -> request.streamName(name));
        dynamo.prepareLeases(name, shards(name).stream().map(Shard::shardId).toList());
        return name;
    }

    List<Shard> shards(String stream) {
        return client.listShards(request -> request.streamName(stream)).shards();
    }

    /** Splits a shard in the middle of its keys. */
    void split(String stream, Shard shard) {
        BigInteger from = new BigInteger(shard.hashKeyRange().startingHashKey());
        BigInteger until = new BigInteger(shard.hashKeyRange().endingHashKey());
        client.splitShard(request -> request.streamName(stream)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(from.add(until).shiftRight(1).toString()));
    }

    AwsAccess access() {
        return DynamoLocal.access(wire.endpoint());
    }

    KinesisWire wire() {
        return wire;
    }

    DynamoLocal dynamo() {
        return dynamo;
    }

    KinesisStream open(String stream) {
        return KinesisStream.open(access(), stream, KinesisLimits.USUAL);
    }

    StreamReader reader(String stream) {
        return new KinesisReader(access(), dynamo.access(), settings(stream, false), HASTE);
    }

    /** One that is pushed to by {@code pushing}, which stands before {@link #wire()}. */
    StreamReader reader(String stream, FanOutWire pushing) {
        return new KinesisReader(
                DynamoLocal.access(pushing.endpoint()).counting(new SimpleMeterRegistry()),
                dynamo.access(),
                settings(stream, true),
                HASTE);
    }

    /** One that can be killed. */
    KinesisReading reading(String stream, StreamReader.ShardConsumers consumers) {
        return KinesisReading.begin(access(), dynamo.access(), settings(stream, false), HASTE, consumers);
    }

    /** Puts what round it is for each of the cars. */
    static void put(KinesisStream stream, List<String> cars, int round) {
        assertThat(stream.put(cars.stream()
                        .map(car -> TelemetryStreamContract.entry(car, round))
                        .toList()))
                .isEmpty();
    }

    /** Lets a fleet speak, and returns when the stream has it all. */
    static void publish(KinesisStream stream, StreamedFleet fleet, int from, int until) {
        try (StreamPublication edge = new StreamPublication(stream, StreamSettings.DEFAULT, fleet.meters())) {
            edge.start();
            fleet.say(edge, from, until);
        }
    }

    /** Leases, leaders and shards take their time. */
    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90));
    }

    private static KinesisReaderSettings settings(String stream, boolean fanOut) {
        return new KinesisReaderSettings(
                stream,
                stream,
                fanOut,
                KinesisReaderSettings.LEAST_POLL_INTERVAL,
                1_000,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        client.close();
        wire.close();
        server.close();
    }
}
