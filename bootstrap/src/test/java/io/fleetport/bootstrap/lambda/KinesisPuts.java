package io.fleetport.bootstrap.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.aws.standin.JsonEndpoint;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Kinesis as far as it is put into: keeps what it takes, or takes nothing as one over its limits does. */
final class KinesisPuts extends JsonEndpoint {

    private final List<StreamReader.Entry> taken = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    KinesisPuts() {
        super("message");
    }

    /** In the order in which it was put. */
    List<StreamReader.Entry> taken() {
        return taken;
    }

    /** Whether records are refused from now on. */
    void full(boolean now) {
        full = now;
    }

    @Override
    protected void answer(String target, JsonNode request, ObjectNode body) throws Refusal {
        switch (target) {
            case "Kinesis_20131202.DescribeStreamSummary" -> {}
            case "Kinesis_20131202.PutRecords" -> put(request.get("Records"), body);
            default -> throw new Refusal(400, "UnknownOperationException");
        }
    }

    private void put(JsonNode records, ObjectNode body) {
        ArrayNode results = body.putArray("Records");
        for (JsonNode each : records) {
            if (full) {
                results.addObject()
                        .put("ErrorCode", "ProvisionedThroughputExceededException")
                        .put("ErrorMessage", "Rate exceeded for shard");
                continue;
            }
            String number = Integer.toString(taken.size());
            taken.add(new StreamReader.Entry(
                    number,
                    each.get("PartitionKey").asText(),
                    Instant.now(),
                    Base64.getDecoder().decode(each.get("Data").asText())));
            results.addObject().put("SequenceNumber", number).put("ShardId", "shardId-000000000000");
        }
        body.put("FailedRecordCount", full ? records.size() : 0);
    }
}
