package io.fleetport.bootstrap.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetport.aws.s3.S3Server;
import io.fleetport.bootstrap.local.LocalLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of a function ("Using the Lambda runtime API"): hands out one event after the other and takes the answers. The
 * function's side is AWS's own client in a process of its own, with settings in its environment.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:210987654321:function:fleetport";

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final Process process;
    private final Path log;

    RuntimeApi(FunctionRig rig, Class<? extends RequestStreamHandler> handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(BASE + "invocation/next", this::next);
        server.createContext(BASE, this::answered);
        server.start();
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler.getName());
        Map<String, String> environment = command.environment();
        rig.settings()
                .forEach((name, value) -> environment.put(
                        name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), (String) value));
        environment.put("FLEETPORT_ENVIRONMENT", "local");
        environment.put("FLEETPORT_DATA", rig.data.resolveSibling("runtime").toString());
        environment.put("FLEETPORT_KEYS_FILE", LocalLayout.masterKeys(rig.data).toString());
        environment.put("AWS_ACCESS_KEY_ID", S3Server.IDENTITY);
        environment.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
        environment.put(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "fleetport");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "functions");
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "test");
        environment.put("LAMBDA_TASK_ROOT", rig.data.toString());
        environment.put("_HANDLER", handler.getName());
        log = rig.data.resolveSibling("runtime.log");
        process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** All that the function's process wrote. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    JsonNode invoke(String event) throws InterruptedException, IOException {
        events.add(event);
        String answer = null;
        while (answer == null) {
            answer = answers.poll(200, TimeUnit.MILLISECONDS);
            if (answer == null && !process.isAlive()) {
                throw new IllegalStateException("the function ended with " + process.exitValue() + ": " + said());
            }
        }
        return FunctionRig.JSON.readTree(answer);
    }

    private void next(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "1d0f8ee0-6a4d-4d0b-9a53-0e0a4f7f6c11");
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
            exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An error is told instead of an answer, and shows by not being one. */
    private void answered(HttpExchange exchange) throws IOException {
        try (exchange) {
            answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
        server.stop(0);
    }
}
