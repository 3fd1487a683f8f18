package io.fleetport.aws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.aws.standin.JsonEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What EventBridge does over its wire (JSON 1.1), as far as sending goes: {@code DescribeEventBus} and {@code PutEvents} for
 * one bus, with the service's limits, results per entry, and faults to order. It checks that requests are signed, not the
 * signature. On loopback.
 */
public final class EventBridgeEndpoint extends JsonEndpoint {

    public static final String BUS = "fleet";

    private static final int MOST_ENTRIES = 10;
    private static final int LIMIT = 256 * 1024;
    private static final int TIME_BYTES = 14;

    /** An entry that was taken. */
    public record Taken(JsonNode entry, JsonNode detail) {}

    private final List<Taken> taken = new ArrayList<>();
    private final List<Integer> requests = new ArrayList<>();
    private int passLeft;
    private int faultsLeft;
    private Fault fault = Fault.SILENCE;
    private Function<JsonNode, String> entryError = detail -> null;

    public EventBridgeEndpoint() {
        super("message");
    }

    /** After so many requests to put events that work, so many fail like that. */
    synchronized void fail(int after, int times, Fault how) {
        passLeft = after;
        faultsLeft = times;
        fault = how;
    }

    /** From now on entries fail whose detail has an error code by this function; null is none. */
    synchronized void failEntries(Function<JsonNode, String> how) {
        entryError = how;
    }

    public synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** How many entries each request to put events had, the failed ones too. */
    synchronized List<Integer> requests() {
        return List.copyOf(requests);
    }

    @Override
    protected void answer(String target, JsonNode request, ObjectNode body) throws Refusal {
        switch (target) {
            case "AWSEvents.DescribeEventBus" -> describe(request, body);
            case "AWSEvents.PutEvents" -> {
                Fault how = failureOf(request);
                if (how != null) {
                    happen(how, "InternalException");
                }
                put(request, body);
            }
            default -> throw new Refusal(400, "UnknownOperationException");
        }
    }

    /** Null when the request is to work. */
    private synchronized Fault failureOf(JsonNode request) {
        requests.add(request.path("Entries").size());
        if (passLeft > 0) {
            passLeft--;
            return null;
        }
        if (faultsLeft == 0) {
            return null;
        }
        faultsLeft--;
        return fault;
    }

    private static void describe(JsonNode request, ObjectNode body) throws Refusal {
        if (!request.path("Name").asText().equals(BUS)) {
            throw new Refusal(400, "ResourceNotFoundException");
        }
        body.put("Name", BUS);
        body.put("Arn", "arn:aws:events:eu-central-1:111122223333:event-bus/" + BUS);
    }

    private synchronized void put(JsonNode request, ObjectNode body) throws Refusal {
        JsonNode entries = request.path("Entries");
        int bytes = 0;
        for (JsonNode entry : entries) {
            bytes += TIME_BYTES + size(entry, "Source") + size(entry, "DetailType") + size(entry, "Detail");
        }
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES || bytes >= LIMIT) {
            throw new Refusal(400, "ValidationException");
        }
        ArrayNode results = body.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = results.addObject();
            JsonNode detail = detail(entry);
            String error = detail == null ? "MalformedDetail" : entryError.apply(detail);
            if (error == null) {
                taken.add(new Taken(entry, detail));
                result.put("EventId", UUID.randomUUID().toString());
            } else {
                failed++;
                result.put("ErrorCode", error);
                result.put("ErrorMessage", "as ordered");
            }
        }
        body.put("FailedEntryCount", failed);
    }

    private static int size(JsonNode entry, String member) {
        return entry.path(member).asText().getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode detail(JsonNode entry) {
        try {
            JsonNode detail = JSON.readTree(entry.path("Detail").asText());
            return detail.isObject() ? detail : null;
        } catch (IOException malformed) {
            return null;
        }
    }
}
