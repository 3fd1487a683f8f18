package io.fleetport.aws.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.fleetport.aws.standin.JsonWire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands between a client and Kinesalite: leaves records out of a put as a shard over its limit does, fails whole calls as
 * throttling does, forgets iterators, and tells at a shard's end which shards follow, as Kinesis does and Kinesalite does not.
 */
final class KinesisWire extends JsonWire {

    private static final String TYPE = "application/x-amz-json-1.1";
    private final Map<String, String> shardOfIterator = new ConcurrentHashMap<>();
    private final Map<String, String> streamOfIterator = new ConcurrentHashMap<>();
    private final AtomicInteger callsToThrottle = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();
    private final AtomicInteger iteratorsToExpire = new AtomicInteger();
    private final AtomicInteger expired = new AtomicInteger();
    private volatile Predicate<String> taken = key -> true;

    KinesisWire(URI behind) {
        super(behind, TYPE);
    }

    /** Records with other partition keys are answered as beyond a shard's limit. */
    void takeOnly(Predicate<String> keys) {
        taken = keys;
    }

    /** So many puts to come fail as a whole. */
    void throttle(int puts) {
        callsToThrottle.set(puts);
    }

    /** Puts that failed as a whole. */
    int throttled() {
        return throttled.get();
    }

    /** So many reads to come find that their place in the shard has been forgotten. */
    void expireIterators(int reads) {
        iteratorsToExpire.set(reads);
    }

    /** Reads that found it. */
    int expired() {
        return expired.get();
    }

    @Override
    protected void answer(HttpExchange exchange, String operation, byte[] body)
            throws IOException, InterruptedException {
        switch (operation) {
            case "PutRecords" -> put(exchange, body);
            case "GetShardIterator" -> iterator(exchange, body);
            case "GetRecords" -> records(exchange, body);
            default -> pass(exchange, body);
        }
    }

    private void put(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (callsToThrottle.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throttled.incrementAndGet();
            send(exchange, 400, error("ProvisionedThroughputExceededException", "Rate exceeded for shard"));
            return;
        }
        ObjectNode request = (ObjectNode) JSON.readTree(body);
        ArrayNode all = (ArrayNode) request.get("Records");
        ArrayNode passed = JSON.createArrayNode();
        for (JsonNode entry : all) {
            if (taken.test(entry.get("PartitionKey").asText())) {
                passed.add(entry);
            }
        }
        if (passed.size() == all.size()) {
            pass(exchange, body);
            return;
        }
        ArrayNode results = JSON.createArrayNode();
        if (!passed.isEmpty()) {
            request.set("Records", passed);
            HttpResponse<byte[]> answer = ask(exchange, JSON.writeValueAsBytes(request));
            results = (ArrayNode) JSON.readTree(answer.body()).get("Records");
        }
        ObjectNode merged = JSON.createObjectNode();
        merged.put("FailedRecordCount", all.size() - passed.size());
        ArrayNode records = merged.putArray("Records");
        int next = 0;
        for (JsonNode entry : all) {
            records.add(
                    taken.test(entry.get("PartitionKey").asText())
                            ? results.get(next++)
                            : error("ProvisionedThroughputExceededException", "Rate exceeded for shard"));
        }
        send(exchange, 200, merged);
    }

    private static ObjectNode error(String code, String message) {
        return JSON.createObjectNode()
                .put("__type", code)
                .put("ErrorCode", code)
                .put("ErrorMessage", message)
                .put("message", message);
    }

    private void iterator(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(exchange, body);
        JsonNode iterator = JSON.readTree(answer.body()).get("ShardIterator");
        if (iterator != null) {
            JsonNode request = JSON.readTree(body);
            shardOfIterator.put(iterator.asText(), request.get("ShardId").asText());
            streamOfIterator.put(iterator.asText(), request.get("StreamName").asText());
        }
        send(exchange, answer);
    }

    private void records(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        if (iteratorsToExpire.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            expired.incrementAndGet();
            send(exchange, 400, error("ExpiredIteratorException", "Iterator expired"));
            return;
        }
        String iterator = JSON.readTree(body).get("ShardIterator").asText();
        HttpResponse<byte[]> answer = ask(exchange, body);
        if (answer.statusCode() != 200) {
            send(exchange, answer);
            return;
        }
        ObjectNode records = (ObjectNode) JSON.readTree(answer.body());
        String shard = shardOfIterator.remove(iterator);
        String stream = streamOfIterator.remove(iterator);
        if (shard != null && stream != null) {
            JsonNode next = records.get("NextShardIterator");
            if (next == null || next.isNull()) {
                records.set("ChildShards", children(stream, shard));
            } else {
                shardOfIterator.put(next.asText(), shard);
                streamOfIterator.put(next.asText(), stream);
            }
        }
        send(exchange, 200, records);
    }

    private ArrayNode children(String stream, String shard) throws IOException, InterruptedException {
        HttpRequest request = KinesisCalls.request(
                behind(),
                "ListShards",
                JSON.writeValueAsBytes(JSON.createObjectNode().put("StreamName", stream)));
        JsonNode shards = JSON.readTree(ask(request).body()).get("Shards");
        ArrayNode children = JSON.createArrayNode();
        for (JsonNode one : shards) {
            List<String> parents = List.of(
                    one.path("ParentShardId").asText(""),
                    one.path("AdjacentParentShardId").asText(""));
            if (parents.contains(shard)) {
                ObjectNode child = children.addObject();
                child.set("ShardId", one.get("ShardId"));
                child.set("HashKeyRange", one.get("HashKeyRange"));
                ArrayNode parentShards = child.putArray("ParentShards");
                parents.stream().filter(parent -> !parent.isEmpty()).forEach(parentShards::add);
            }
        }
        return children;
    }
}
