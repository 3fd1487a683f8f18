package io.fleetport.bootstrap.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.fleetport.bootstrap.local.LocalPort;
import io.fleetport.bootstrap.wiring.Deployment;
import io.fleetport.bootstrap.wiring.LambdaFunction;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.bootstrap.wiring.ServerOptions;
import io.fleetport.bootstrap.wiring.WrongSetting;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of one execution environment, on loopback, for as long as Lambda keeps that. A snapshot (SnapStart) is taken
 * without it, and it starts again in each process that comes of the snapshot: connections, ports, and all that is random or
 * remembered are then that process's own, while classes stay loaded and compiled. Safe to use from many threads.
 */
final class ExecutionEnvironment implements Resource, AutoCloseable {

    /** Only handlers set it, and nobody else reaches the server. */
    static final String CLIENT_ADDRESS = "X-Fleetport-Client-Address";

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionEnvironment.class);

    /** The one place that functions can write to ("Lambda execution environment": the /tmp directory). */
    private static final Path USUAL_DATA = Path.of("/tmp/fleetport");

    /** Kept of a function's time for what is to be done after the event. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final Callable<ServerOptions> options;
    private volatile @Nullable Server server;

    private ExecutionEnvironment(Callable<ServerOptions> options) {
        this.options = options;
    }

    /**
     * Starts by the settings of the environment, as {@code fleetport serve} would.
     *
     * @throws WrongSetting when a setting is wrong, or wrong for a function
     */
    static ExecutionEnvironment start(LambdaFunction function) {
        return start(() -> options(function));
    }

    /** @param options asked for each start */
    static ExecutionEnvironment start(Callable<ServerOptions> options) {
        ExecutionEnvironment environment = new ExecutionEnvironment(options);
        environment.begin();
        // Held weakly there, and by its handler for good.
        Core.getGlobalContext().register(environment);
        return environment;
    }

    private static ServerOptions options(LambdaFunction function) throws IOException {
        return options(
                environment(),
                variable("FLEETPORT_DATA").map(Path::of).orElse(USUAL_DATA),
                function,
                variable("FLEETPORT_ROLES").isPresent() ? Map.of() : Map.of("fleetport.roles", "api"));
    }

    static ServerOptions options(
            Deployment.Environment environment, Path data, LambdaFunction function, Map<String, Object> more)
            throws IOException {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(LambdaFunction.SETTING, function.name().toLowerCase(Locale.ROOT));
        settings.put("micronaut.server.client-address-header", CLIENT_ADDRESS);
        return new ServerOptions(
                environment, data, false, "localhost", LocalPort.free(), LocalPort.free(), LocalPort.free(), settings);
    }

    private static Deployment.Environment environment() {
        String named = variable("FLEETPORT_ENVIRONMENT").orElse("production");
        try {
            return Deployment.Environment.valueOf(named.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("FLEETPORT_ENVIRONMENT must be local or production but is " + named, e);
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private void begin() {
        long from = System.nanoTime();
        try {
            server = Server.start(options.call());
        } catch (RuntimeException e) {
            throw told(e);
        } catch (IOException e) {
            throw new UncheckedIOException("no port to listen on", e);
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
        LOG.info(
                "the server of this execution environment started within {} ms",
                Duration.ofNanos(System.nanoTime() - from).toMillis());
    }

    /** What is wrong with the settings is what is to be read of a start that failed. */
    private static RuntimeException told(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongSetting wrong) {
                return wrong;
            }
        }
        return failure;
    }

    /** The running one; another one after a snapshot. */
    Server server() {
        Server running = server;
        if (running == null) {
            throw new IllegalStateException("the server of this execution environment is not running");
        }
        return running;
    }

    /** How long the function may work on its event. */
    static Duration time(Context context) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        warmUp(server());
        close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        begin();
    }

    /** What one request loads and compiles is in the snapshot then. */
    private static void warmUp(Server running) {
        try {
            Loopback.to(running)
                    .ask(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/health"), WARM_UP);
        } catch (Unanswerable e) {
            LOG.warn("the snapshot is taken without a request having been answered: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        Server running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }
}
