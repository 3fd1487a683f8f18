package io.fleetport.bootstrap.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fleetport.bootstrap.wiring.LambdaFunction;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.mqtt.StationReceiver;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what an IoT rule put into an SQS queue or a Kinesis stream, as if it came over the link to the broker. Answers which
 * records are to come again ({@code ReportBatchItemFailures}); all others are durable by then. Safe to call from many threads.
 */
public final class StationHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StationHandler.class);

    private final ExecutionEnvironment environment;

    /**
     * Starts the server by the settings in the environment.
     *
     * @throws io.fleetport.bootstrap.wiring.WrongSetting when one is wrong
     */
    public StationHandler() {
        this(ExecutionEnvironment.start(LambdaFunction.STATIONS));
    }

    StationHandler(ExecutionEnvironment environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException when the event is of neither queue nor stream */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Server server = environment.server();
        JsonMapper json = server.part(JsonMapper.class);
        RecordBatch batch = RecordBatch.of(EventTree.read(json, input.readAllBytes()));
        StationIntake intake = new StationIntake(server.part(StationReceiver.class), json, server.part(Clock.class));
        AtomicIntegerArray durable;
        try {
            durable = intake.take(
                    batch.items().stream().map(RecordBatch.Item::content).toList(), ExecutionEnvironment.time(context));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before all was durable");
        }
        List<String> failures = batch.failures(place -> durable.get(place) == 1);
        if (!failures.isEmpty()) {
            LOG.warn(
                    "{} of {} records come again: they were not durable in time",
                    failures.size(),
                    batch.items().size());
        }
        output.write(json.writeValueAsBytes(answer(failures)));
    }

    private static JsonNode answer(List<String> failures) {
        return JsonNode.createObjectNode(Map.of(
                "batchItemFailures",
                JsonNode.createArrayNode(failures.stream()
                        .map(id -> JsonNode.createObjectNode(Map.of("itemIdentifier", JsonNode.createStringNode(id))))
                        .toList())));
    }
}
