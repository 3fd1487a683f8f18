package io.fleetport.bootstrap.wiring;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.LocalLayout;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service in this process. It starts from the stores outwards, so that nothing comes in before it can be kept,
 * and ends the other way round. A failed start leaves nothing running. Safe to close from any thread, more than once.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** How long requests underway may take to end; live streams never would. */
    private static final long LAST_REQUESTS_SECONDS = 2;

    private final ServerOptions options;
    private final ShutdownOrder shutdown;
    private final ApplicationContext context;

    private Server(ServerOptions options, ShutdownOrder shutdown, ApplicationContext context) {
        this.options = options;
        this.shutdown = shutdown;
        this.context = context;
    }

    /**
     * Starts everything; returns when requests and vehicles are served.
     *
     * @throws WrongSetting when something is set that is no setting
     * @throws RuntimeException when a part cannot start; the innermost cause says why, and nothing is left running
     */
    public static Server start(ServerOptions options) {
        Set<String> set = new TreeSet<>(options.more().keySet());
        set.addAll(System.getProperties().stringPropertyNames());
        KnownSettings.packaged().requireKnown(System.getenv().keySet(), set);
        ShutdownOrder shutdown = new ShutdownOrder();
        Thread onSignal = new Thread(shutdown::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            DataDirectory data = shutdown.started("data directory", DataDirectory.open(options.data()));
            if (options.clean()) {
                data.clean();
            }
            ApplicationContext context = ApplicationContext.builder()
                    .deduceEnvironment(false)
                    .environments(Settings.written(options.environment()))
                    .banner(false)
                    .singletons(data, shutdown)
                    .properties(properties(options, data))
                    .build();
            shutdown.started("context", context);
            context.start();
            NettyEmbeddedServer http = context.getBean(NettyEmbeddedServer.class);
            http.start();
            shutdown.started("http", () -> end(http));
            return new Server(options, shutdown, context);
        } catch (RuntimeException | Error e) {
            shutdown.close();
            throw e;
        }
    }

    private static Map<String, Object> properties(ServerOptions options, DataDirectory data) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(DeploymentBeans.DATA, data.root().toString());
        properties.put("fleetport.environment", Settings.written(options.environment()));
        properties.put("fleetport.vehicles.host", options.host());
        properties.put("fleetport.vehicles.port", options.vehiclesPort());
        properties.put("fleetport.stations.port", options.stationsPort());
        properties.put("micronaut.server.host", options.host());
        properties.put("micronaut.server.port", options.apiPort());
        properties.putAll(options.more());
        if (options.environment() == Deployment.Environment.LOCAL && !namesIssuer(options)) {
            properties.putIfAbsent(
                    "fleetport.security.development-key",
                    LocalLayout.issuerKey(data.root()).toString());
        }
        return properties;
    }

    /** Whether tokens come from elsewhere, so that nobody on this machine may make their own. */
    private static boolean namesIssuer(ServerOptions options) {
        return options.more().containsKey("fleetport.security.issuer")
                || System.getProperty("fleetport.security.issuer") != null
                || System.getenv("FLEETPORT_SECURITY_ISSUER") != null;
    }

    /** No new connections, then a moment for the requests underway, then the end of them all. */
    private static void end(NettyEmbeddedServer http) {
        try {
            http.shutdownGracefully().toCompletableFuture().get(LAST_REQUESTS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stillOpen) {
            LOG.debug("closing what is still open after {} s", LAST_REQUESTS_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("the requests underway could not be awaited", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stopServerOnly();
    }

    public ServerOptions options() {
        return options;
    }

    /** Where the API is for callers on this machine. */
    public URI api() {
        return URI.create("http://localhost:" + options.apiPort());
    }

    /** A part of the running service, for what runs in the same process. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
