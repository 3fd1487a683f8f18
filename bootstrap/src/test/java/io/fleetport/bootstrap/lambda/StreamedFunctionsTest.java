package io.fleetport.bootstrap.lambda;

import static io.fleetport.bootstrap.lambda.FunctionRig.DEMO;
import static io.fleetport.bootstrap.lambda.FunctionRig.JSON;
import static io.fleetport.bootstrap.lambda.FunctionRig.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.stream.OwnEntries;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.station.StationId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Functions whose telemetry goes into a stream, as docs/lambda.md recommends: who stores it is elsewhere. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class StreamedFunctionsTest {

    private static final String KINESIS_AT = "aws.endpointUrlKinesis";
    private static final String CBOR = "aws.cborEnabled";
    private static final String CERTIFICATE = "5c".repeat(32);

    @TempDir
    private static Path folder;

    private static KinesisPuts kinesis;
    private static FunctionRig rig;

    private final int before = kinesis.taken().size();

    @BeforeAll
    static void start() {
        kinesis = new KinesisPuts();
        System.setProperty(KINESIS_AT, kinesis.address().toString());
        System.setProperty(CBOR, "false"); // it speaks JSON only
        Map<String, Object> streamed = new HashMap<>();
        streamed.put("fleetport.aws.endpoint", ""); // each service has its own
        streamed.put("fleetport.stream.kind", "kinesis");
        streamed.put("fleetport.stream.name", "telemetry");
        rig = new FunctionRig(folder, "streamed_functions", streamed);
    }

    @AfterAll
    static void end() throws Exception {
        rig.close();
        kinesis.close();
        System.clearProperty(KINESIS_AT);
        System.clearProperty(CBOR);
    }

    @BeforeEach
    void takesAll() {
        kinesis.full(false);
    }

    @Test
    void whatIsPostedToTheApiIsInTheStreamWhenItIsAnswered() throws Exception {
        JsonNode answer = rig.ask(
                DEMO,
                Role.SOURCE,
                "POST",
                "/api/v1/readings",
                "[{\"vehicle_id\":\"van-9\",\"vehicle_name\":\"Van\",\"observed_at\":\"2026-11-20T08:00:00Z\",\"speed_kmh\":30}]");

        assertThat(JSON.readTree(answer.get("body").asText()).get("accepted").asInt())
                .as(answer.toString())
                .isEqualTo(1);
        StreamReader.Entry entry = streamed().getFirst();
        assertThat(streamed()).hasSize(1);
        assertThat(deliveries(entry)).singleElement().satisfies(delivery -> {
            assertThat(delivery.organization()).isEqualTo(DEMO);
            assertThat(delivery.content()).isInstanceOf(Delivery.Said.class);
            assertThat(entry.key())
                    .isEqualTo(((VehicleKey) delivery.subject()).vehicle().toString());
        });
        // Nobody has read it, so nobody has stored it.
        assertThat(rig.body(DEMO, Role.VIEWER, "/api/v1/vehicles").get("vehicles"))
                .isEmpty();
    }

    @Test
    void stationsMessagesGoFromTheRulesStreamIntoOurs() throws Exception {
        JsonNode answer = rig.call(new StationHandler(rig.environment), batch("S-41", "S-42", "S-41"));

        assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(streamed()).extracting(StreamReader.Entry::key).containsOnly("S-41", "S-42");
        assertThat(streamed().stream().flatMap(entry -> deliveries(entry).stream()))
                .hasSize(3)
                .allSatisfy(delivery -> assertThat(delivery.content()).isInstanceOf(Delivery.StationSaid.class))
                .extracting(Delivery::subject)
                .containsOnly(new StationKey(DEMO, new StationId("S-41")), new StationKey(DEMO, new StationId("S-42")));
    }

    @Test
    void aBatchThatTheStreamDoesNotTakeComesAgainFromItsFirstRecordOn() throws Exception {
        kinesis.full(true);

        JsonNode refused =
                rig.call(new StationHandler(rig.environment), batch("S-43", "S-44"), Duration.ofMillis(2_500));

        assertThat(refused.toString()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
        assertThat(streamed()).isEmpty();
        kinesis.full(false);
        assertThat(rig.call(new StationHandler(rig.environment), batch("S-43", "S-44"))
                        .toString())
                .isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(streamed()).extracting(StreamReader.Entry::key).containsOnly("S-43", "S-44");
    }

    private List<StreamReader.Entry> streamed() {
        return kinesis.taken().subList(before, kinesis.taken().size());
    }

    /** As a consumer reads it. */
    private static List<Delivery> deliveries(StreamReader.Entry entry) {
        return new OwnEntries().read(entry);
    }

    /** An event source mapping's, its sequence numbers counted from 1. */
    private static String batch(String... stations) throws Exception {
        ObjectNode batch = (ObjectNode) JSON.readTree(event("kinesis"));
        ArrayNode records = (ArrayNode) batch.get("Records");
        JsonNode pattern = records.remove(0);
        for (int i = 0; i < stations.length; i++) {
            ObjectNode record = pattern.deepCopy();
            ((ObjectNode) record.get("kinesis"))
                    .put("sequenceNumber", Integer.toString(i + 1))
                    .put("partitionKey", stations[i])
                    .put("data", base64(FunctionsTest.said(stations[i], CERTIFICATE)));
            records.add(record);
        }
        return batch.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
