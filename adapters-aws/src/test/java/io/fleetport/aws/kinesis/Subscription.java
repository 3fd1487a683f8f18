package io.fleetport.aws.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.aws.standin.Http2Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** What is pushed of one shard, as a stream of events ("SubscribeToShardEvent"). An empty one says that nothing is there. */
final class Subscription {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Between two empty events. */
    private static final long PAUSE_MS = 50;

    /** Of one event; fewer than Kinesis sends, so that there are several. */
    private static final int MOST_RECORDS = 100;

    private final KinesisCalls kinesis;
    private final JsonNode request;
    private final String stream;
    private final String shard;
    private final JsonNode position;
    private final Http2Endpoint.Reply reply;
    private final Duration lifetime;
    private final long begunNanos = System.nanoTime();
    private final CountDownLatch lost = new CountDownLatch(1);

    Subscription(KinesisCalls kinesis, JsonNode request, Http2Endpoint.Reply reply, Duration lifetime) {
        this.kinesis = kinesis;
        this.request = request;
        String arn = request.get("ConsumerARN").asText();
        this.stream = arn.substring(arn.indexOf(":stream/") + ":stream/".length(), arn.indexOf("/consumer/"));
        this.shard = request.get("ShardId").asText();
        this.position = request.get("StartingPosition");
        this.reply = reply;
        this.lifetime = lifetime;
    }

    /** Begun now, for the same. */
    Subscription another() {
        return new Subscription(kinesis, request, reply, lifetime);
    }

    boolean isYoungerThan(Duration youth) {
        return System.nanoTime() - begunNanos < youth.toNanos();
    }

    /** Another one has its place. */
    void lose() {
        lost.countDown();
    }

    void cut() {
        reply.abort();
    }

    void push() throws IOException, InterruptedException {
        JsonNode iterator = kinesis.ask("GetShardIterator", start()).get("ShardIterator");
        String reached = position.path("SequenceNumber").asText(shardStart());
        reply.begin(200, "application/vnd.amazon.eventstream");
        send("event", "initial-response", JSON.createObjectNode());
        while (iterator != null && isYoungerThan(lifetime)) {
            JsonNode read = kinesis.ask(
                    "GetRecords",
                    JSON.createObjectNode().put("Limit", MOST_RECORDS).set("ShardIterator", iterator));
            JsonNode records = read.get("Records");
            if (!records.isEmpty()) {
                reached = records.get(records.size() - 1).get("SequenceNumber").asText();
            }
            iterator = read.get("NextShardIterator");
            ObjectNode event = JSON.createObjectNode();
            event.set("Records", records);
            event.set("MillisBehindLatest", read.get("MillisBehindLatest"));
            if (iterator == null) {
                event.set("ChildShards", read.get("ChildShards"));
            } else {
                event.put("ContinuationSequenceNumber", reached);
            }
            send("event", "SubscribeToShardEvent", event);
            if (lost.await(records.isEmpty() ? PAUSE_MS : 0, TimeUnit.MILLISECONDS)) {
                send(
                        "exception",
                        "ResourceInUseException",
                        JSON.createObjectNode().put("message", "taken over"));
                break;
            }
        }
        reply.end();
    }

    private ObjectNode start() {
        ObjectNode start = JSON.createObjectNode()
                .put("StreamName", stream)
                .put("ShardId", shard)
                .put("ShardIteratorType", position.get("Type").asText());
        if (position.has("SequenceNumber")) {
            start.set("StartingSequenceNumber", position.get("SequenceNumber"));
        }
        if (position.has("Timestamp")) {
            start.set("Timestamp", position.get("Timestamp"));
        }
        return start;
    }

    /** Before its first record. */
    private String shardStart() throws IOException, InterruptedException {
        JsonNode shards = kinesis.ask("ListShards", JSON.createObjectNode().put("StreamName", stream))
                .get("Shards");
        for (JsonNode each : shards) {
            if (each.get("ShardId").asText().equals(shard)) {
                return each.get("SequenceNumberRange")
                        .get("StartingSequenceNumber")
                        .asText();
            }
        }
        throw new IOException("no shard " + shard);
    }

    private void send(String kind, String type, JsonNode payload) throws IOException, InterruptedException {
        ByteBuffer encoded = new Message(
                        Map.of(
                                ":message-type",
                                HeaderValue.fromString(kind),
                                ":" + kind + "-type",
                                HeaderValue.fromString(type),
                                ":content-type",
                                HeaderValue.fromString("application/json")),
                        JSON.writeValueAsBytes(payload))
                .toByteBuffer();
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        reply.send(bytes);
    }
}
