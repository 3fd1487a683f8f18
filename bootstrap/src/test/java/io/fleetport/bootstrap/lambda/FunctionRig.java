package io.fleetport.bootstrap.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.aws.s3.S3Server;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.LambdaFunction;
import io.fleetport.bootstrap.wiring.OneDatabase;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What functions need around them: a database, a bucket, and somebody who calls them with events. */
final class FunctionRig implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final OrganizationId DEMO = new OrganizationId("demo");
    private static final String S3_AT = "aws.endpointUrlS3";
    static final String LIVE_URL = "https://live.fleet.example.com/api/v1/live";

    final S3Server s3 = new S3Server();
    final String bucket = s3.bucket();
    final Path data;
    final ExecutionEnvironment environment;

    private final OneDatabase.JdbcSettings database;

    FunctionRig(Path folder) {
        this(folder, "functions", Map.of());
    }

    /**
     * @param name of a database that no other rig has
     * @param more settings, in place of the usual ones
     */
    FunctionRig(Path folder, String name, Map<String, Object> more) {
        database = OneDatabase.another(name);
        System.setProperty("aws.accessKeyId", S3Server.IDENTITY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        System.setProperty(S3_AT, s3.access().endpoint().toString());
        data = folder.resolve("function");
        Map<String, Object> settings = settings();
        settings.putAll(more);
        environment = ExecutionEnvironment.start(() ->
                ExecutionEnvironment.options(Deployment.Environment.LOCAL, data, LambdaFunction.UPLOADS, settings));
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("fleetport.roles", "api");
        settings.put("fleetport.stations.broker", "none");
        settings.put("fleetport.live", "redis");
        settings.put("fleetport.redis.url", "redis://localhost:1");
        settings.put("fleetport.read-cache.kind", "redis");
        settings.put("fleetport.lambda.live-url", LIVE_URL);
        settings.put("fleetport.aws.region", "eu-central-1");
        settings.put("fleetport.aws.endpoint", s3.access().endpoint().toString());
        settings.put("fleetport.aws.attempts", "1");
        settings.put("fleetport.documents.kind", "s3");
        settings.put("fleetport.documents.bucket", bucket);
        settings.put("fleetport.documents.prefix", "tenants");
        settings.put("fleetport.database.kind", "external");
        // As docs/lambda.md asks for.
        settings.put(
                "fleetport.database.url", database.url() + "?options=-c%20idle_in_transaction_session_timeout%3D10s");
        settings.put("fleetport.database.user", database.user());
        settings.put("fleetport.database.password", database.password());
        return settings;
    }

    static String event(String name) throws IOException {
        try (InputStream resource = FunctionRig.class.getResourceAsStream("/lambda/" + name + ".json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** By an invocation that has half a minute, as behind API Gateway. */
    JsonNode call(RequestStreamHandler function, String event) throws IOException {
        return call(function, event, Duration.ofSeconds(30));
    }

    JsonNode call(RequestStreamHandler function, String event, Duration left) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, new OfTest(left));
        return JSON.readTree(answer.toByteArray());
    }

    /** Calls the API by an event like the one for posting. */
    JsonNode ask(OrganizationId organization, Role role, String method, String path, String body) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(event("http-post").replace("TOKEN", token(organization, role)));
        event.put("rawPath", path).put("body", body);
        ((ObjectNode) event.at("/requestContext/http")).put("method", method);
        return call(new ApiHandler(environment), event.toString());
    }

    JsonNode body(OrganizationId organization, Role role, String path) throws IOException {
        JsonNode answer = ask(organization, role, "GET", path, "");
        return JSON.readTree(answer.get("body").asText());
    }

    String token(OrganizationId organization, Role role) {
        return DevelopmentIssuer.open(LocalLayout.issuerKey(data), Clock.systemUTC())
                .mint(organization, "someone", List.of(role), Duration.ofMinutes(5));
    }

    @Override
    public void close() throws Exception {
        environment.close();
        s3.close();
        System.clearProperty(S3_AT);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private record OfTest(Duration left) implements Context {
        @Override
        public String getAwsRequestId() {
            return "8f3c9a52-5b7d-4c59-9d0a-1f2e3d4c5b6a";
        }

        @Override
        public String getLogGroupName() {
            return "functions";
        }

        @Override
        public String getLogStreamName() {
            return "test";
        }

        @Override
        public String getFunctionName() {
            return "fleetport";
        }

        @Override
        public String getFunctionVersion() {
            return "$LATEST";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:eu-central-1:210987654321:function:fleetport";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return Math.toIntExact(left.toMillis());
        }

        @Override
        public int getMemoryLimitInMB() {
            return 2_048;
        }

        @Override
        public LambdaLogger getLogger() {
            return null;
        }
    }
}
