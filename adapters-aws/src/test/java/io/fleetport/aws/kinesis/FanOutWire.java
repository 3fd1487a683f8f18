package io.fleetport.aws.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.aws.standin.Http2Endpoint;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kinesis for consumers with a connection of their own, over HTTP/2: keeps stream consumers, pushes what Kinesalite has, and
 * passes everything else on to it. A subscription ends after a time, as those of Kinesis do after five minutes. While it is
 * young another one to the shard is refused; after that another one takes its place ("SubscribeToShard").
 */
final class FanOutWire extends Http2Endpoint {

    private static final String TYPE = "application/x-amz-json-1.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI behind;
    private final Duration lifetime;
    private final Duration youth;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** By ARN: how often a consumer is still said to be in the making. */
    private final Map<String, AtomicInteger> consumers = new ConcurrentHashMap<>();

    private final Map<String, Subscription> open = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();

    /**
     * @param behind where polling is answered, shards' children included
     * @param lifetime of a subscription
     * @param youth the part of it in which no other takes its place
     */
    FanOutWire(URI behind, Duration lifetime, Duration youth) {
        this.behind = behind;
        this.lifetime = lifetime;
        this.youth = youth;
        start();
    }

    /** How often the operation was called. */
    int asked(String operation) {
        AtomicInteger times = asked.get(operation);
        return times == null ? 0 : times.get();
    }

    /** Subscriptions that were refused because there was one. */
    int refused() {
        return refused.get();
    }

    /** Cuts the connections of all subscriptions, in the middle of whatever they are saying. */
    void cut() {
        open.values().forEach(Subscription::cut);
    }

    /** Another one takes the place of every subscription, and does nothing with it. */
    void takeAll() {
        open.replaceAll((place, subscription) -> {
            subscription.lose();
            return subscription.another();
        });
    }

    @Override
    protected void answer(String operation, HttpHeaders headers, byte[] body, Reply reply)
            throws IOException, InterruptedException {
        asked.computeIfAbsent(operation, name -> new AtomicInteger()).incrementAndGet();
        switch (operation) {
            case "RegisterStreamConsumer" -> register(JSON.readTree(body), reply);
            case "DescribeStreamConsumer" -> describe(JSON.readTree(body), reply);
            case "DeregisterStreamConsumer" -> {
                consumers.remove(arn(JSON.readTree(body)));
                reply.whole(200, TYPE, new byte[0]);
            }
            case "SubscribeToShard" -> subscribe(JSON.readTree(body), reply);
            default -> pass(operation, body, reply);
        }
    }

    private static String arn(JsonNode request) {
        JsonNode whole = request.get("ConsumerARN");
        return whole != null
                ? whole.asText()
                : request.get("StreamARN").asText() + "/consumer/"
                        + request.get("ConsumerName").asText() + ":1";
    }

    private void register(JsonNode request, Reply reply) throws IOException, InterruptedException {
        String arn = arn(request);
        if (consumers.putIfAbsent(arn, new AtomicInteger(1)) == null) {
            say(reply, 200, JSON.createObjectNode().set("Consumer", consumer(arn, "CREATING")));
        } else {
            refuse(reply, "ResourceInUseException");
        }
    }

    private void describe(JsonNode request, Reply reply) throws IOException, InterruptedException {
        String arn = arn(request);
        AtomicInteger making = consumers.get(arn);
        if (making == null) {
            refuse(reply, "ResourceNotFoundException");
        } else {
            String status = making.getAndDecrement() > 0 ? "CREATING" : "ACTIVE";
            say(reply, 200, JSON.createObjectNode().set("ConsumerDescription", consumer(arn, status)));
        }
    }

    private static ObjectNode consumer(String arn, String status) {
        String name = arn.substring(arn.lastIndexOf('/') + 1, arn.lastIndexOf(':'));
        return JSON.createObjectNode()
                .put("ConsumerARN", arn)
                .put("ConsumerCreationTimestamp", 1)
                .put("ConsumerName", name)
                .put("ConsumerStatus", status)
                .put("StreamARN", arn.substring(0, arn.indexOf("/consumer/")));
    }

    private void subscribe(JsonNode request, Reply reply) throws IOException, InterruptedException {
        String arn = arn(request);
        if (!consumers.containsKey(arn)) {
            refuse(reply, "ResourceNotFoundException");
            return;
        }
        Subscription next = new Subscription(new KinesisCalls(behind, client), request, reply, lifetime);
        String place = arn + "/" + request.get("ShardId").asText();
        Subscription before = open.putIfAbsent(place, next);
        if (before != null && before.isYoungerThan(youth)) {
            refused.incrementAndGet();
            refuse(reply, "ResourceInUseException");
            return;
        }
        if (before != null) {
            before.lose();
            open.put(place, next);
        }
        try {
            next.push();
        } finally {
            open.remove(place, next);
        }
    }

    private void pass(String operation, byte[] body, Reply reply) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = new KinesisCalls(behind, client).ask(operation, body);
        reply.whole(answer.statusCode(), TYPE, answer.body());
    }

    private static void refuse(Reply reply, String type) throws IOException, InterruptedException {
        say(reply, 400, JSON.createObjectNode().put("__type", type).put("message", "as Kinesis does"));
    }

    private static void say(Reply reply, int status, JsonNode body) throws IOException, InterruptedException {
        reply.whole(status, TYPE, JSON.writeValueAsBytes(body));
    }

    @Override
    public void close() {
        super.close();
        client.shutdownNow();
    }
}
