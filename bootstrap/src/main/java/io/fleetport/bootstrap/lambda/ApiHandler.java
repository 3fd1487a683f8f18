package io.fleetport.bootstrap.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.fleetport.bootstrap.http.ProblemType;
import io.fleetport.bootstrap.wiring.LambdaFunction;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.bootstrap.wiring.Settings;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The API behind API Gateway's HTTP API. An event goes as a request to the very server that {@code fleetport serve} runs, so
 * that every check, limit and error is the same. Safe to call from many threads, though Lambda does not.
 */
public final class ApiHandler implements RequestStreamHandler {

    private static final String LIVE_PATH = "/api/v1/live";
    private static final String LIVE_URL = "fleetport.lambda.live-url";

    private final ExecutionEnvironment environment;

    /**
     * Starts the server by the settings in the environment.
     *
     * @throws io.fleetport.bootstrap.wiring.WrongSetting when one is wrong
     */
    public ApiHandler() {
        this(ExecutionEnvironment.start(LambdaFunction.API));
    }

    ApiHandler(ExecutionEnvironment environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException when the event is none of an HTTP API with payload format 2.0 */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Server server = environment.server();
        JsonMapper json = server.part(JsonMapper.class);
        ProxyEvent event = ProxyEvent.of(EventTree.read(json, input.readAllBytes()), context.getAwsRequestId());
        output.write(answer(server, json, event, ExecutionEnvironment.time(context)));
    }

    private static byte[] answer(Server server, JsonMapper json, ProxyEvent event, Duration within) throws IOException {
        try {
            if (event.path().equals(LIVE_PATH)) {
                throw live(server);
            }
            return ProxyAnswer.of(json, Loopback.to(server).ask(event.request(), within));
        } catch (Unanswerable problem) {
            return ProxyAnswer.of(json, problem, event.method(), event.path());
        }
    }

    private static Unanswerable live(Server server) {
        return new Unanswerable(
                ProblemType.LIVE_ELSEWHERE,
                server.part(Settings.class)
                        .text(LIVE_URL)
                        .map(url -> "live events are served at " + url)
                        .orElse("live events are served by other processes; ask the operator for their address"));
    }
}
