package io.fleetport.mqtt.link;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5MessageException;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a broker that stations speak to. It has a persistent session: what stations publish at QoS 1 while it is away
 * waits at the broker. A message is acknowledged to the broker after {@link StationMessages} has made it durable, never
 * before; acknowledgements go out in the order of the messages and only on the connection the message came on. What was not
 * acknowledged comes again, as MQTT promises, and is a duplicate by then if it had become durable.
 *
 * <p>When there is no room the message is held unacknowledged, and the broker stops sending at the receive maximum. So the
 * memory taken is at most twice that many messages, those at QoS 0 included, which are dropped and counted past it. A broker
 * that is away is tried again for ever.
 *
 * <p>AWS IoT Core speaks both versions on port 8883, and on 443 with the ALPN name {@code x-amzn-mqtt-ca}. It knows no QoS 2,
 * which is not used here; keeps at most 100 messages on their way per client whatever the receive maximum; takes at most
 * 8 subscriptions in one request and topics of at most 256 bytes and 7 slashes, shared group aside, so keep the prefix short;
 * keeps sessions for an hour unless the account says otherwise; closes the connection instead of refusing what its policy
 * forbids; and wants the client id to be one its policy allows.
 *
 * <p>Safe to use from many threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails is told to the listener, or is seen on the next attempt
public final class BrokerLink implements StationDownlink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

    private final BrokerLinkSettings settings;
    private final LinkMetrics metrics;
    private final ScheduledExecutorService executor;
    private final Inflow inflow;
    private final Wire wire;

    private final AtomicInteger connections = new AtomicInteger();
    /** Messages given to the executor and not yet to the inflow. */
    private final AtomicInteger arriving = new AtomicInteger();

    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final AtomicBoolean subscribing = new AtomicBoolean();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private volatile boolean closed;

    private BrokerLink(BrokerLinkSettings settings, StationMessages messages, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.metrics = new LinkMetrics(meters, settings.clientId());
        this.executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("mqtt-link").daemon().factory());
        this.inflow = new Inflow(messages, this::execute, clock, metrics, settings.topicPrefix());
        this.wire = switch (settings.protocol()) {
            case MQTT_5 -> new Wire5(settings, new Events());
            case MQTT_3_1_1 -> new Wire3(settings, new Events());
        };
    }

    /** A link that connects from now on; it returns at once, also when the broker is away. */
    public static BrokerLink start(
            BrokerLinkSettings settings, StationMessages messages, Clock clock, MeterRegistry meters) {
        BrokerLink link = new BrokerLink(settings, messages, clock, meters);
        link.wire.connect();
        return link;
    }

    public boolean isConnected() {
        return wire.isConnected();
    }

    /** Completes when the broker has granted the subscriptions for the first time. */
    public CompletionStage<Void> subscribed() {
        return subscribed.minimalCompletionStage();
    }

    /** Fails with {@link PortUnavailable}, or with {@link PortRefused} when the broker says no. */
    @Override
    public CompletionStage<Void> send(String topic, byte[] payload, Duration expiry) {
        if (!wire.isConnected()) {
            return CompletableFuture.failedFuture(
                    new PortUnavailable("the broker is away", new IllegalStateException("not connected")));
        }
        return wire.publish(topic, payload, expiry)
                .orTimeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
    }

    private static RuntimeException translated(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Mqtt5MessageException
                ? new PortRefused("the broker does not take it: " + cause.getMessage(), cause)
                : new PortUnavailable("the broker did not acknowledge it: " + cause, cause);
    }

    /** Leaves the broker, which keeps the session. What was handed on and is not durable yet comes again the next time. */
    @Override
    public void close() {
        closed = true;
        wire.disconnect()
                .orTimeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(notConnected -> null)
                .join();
        executor.shutdownNow();
        metrics.connected.set(0);
    }

    private void execute(Runnable work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("a message from the broker could not be handed on; it will come again", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("closed, so the message comes again the next time", e);
        }
    }

    /** The broker sends more than it was told. Leaving is the only way to stop it; what is unacknowledged comes again. */
    private void leaveForAWhile() {
        if (closed || !leaving.compareAndSet(false, true)) {
            return;
        }
        metrics.pauses.increment();
        wire.disconnect().whenComplete((left, failure) -> comeBack());
    }

    private void comeBack() {
        executor.schedule(
                () -> {
                    leaving.set(false);
                    if (!closed && !wire.isConnected()) {
                        wire.connect();
                    }
                },
                settings.firstRetry().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void subscribe() {
        // Once: a session that is lost later is filled again by the client itself.
        if (subscribed.isDone() || !subscribing.compareAndSet(false, true)) {
            return;
        }
        if (settings.filters().isEmpty()) {
            subscribed.complete(null);
            return;
        }
        wire.subscribe(settings.filters()).whenComplete((granted, failure) -> {
            subscribing.set(false);
            if (failure == null) {
                subscribed.complete(null);
            } else {
                LOG.error("the broker does not grant {}: {}", settings.filters(), failure.toString());
            }
        });
    }

    private final class Events implements Wire.Listener {

        @Override
        public void connected() {
            if (closed) {
                wire.disconnect();
                return;
            }
            metrics.connected.set(1);
            failing.set(false);
            if (connections.getAndIncrement() > 0) {
                metrics.reconnects.increment();
            }
            LOG.info("connected to the broker at {}:{}", settings.host(), settings.port());
            subscribe();
        }

        @Override
        public boolean disconnected(Throwable cause) {
            metrics.connected.set(0);
            if (!closed && !leaving.get() && failing.compareAndSet(false, true)) {
                LOG.warn("the broker at {}:{} is away: {}", settings.host(), settings.port(), cause.toString());
            }
            execute(inflow::forget);
            return !closed;
        }

        @Override
        public void received(Wire.Received message) {
            metrics.received.increment();
            // What came at QoS 0 takes places too, so the one half is theirs and more than both is too much.
            int most = (message.atMostOnce() ? 1 : 2) * settings.receiveMaximum();
            if (inflow.held() + arriving.get() < most) {
                arriving.incrementAndGet();
                execute(() -> {
                    arriving.decrementAndGet();
                    inflow.take(message);
                });
            } else if (message.atMostOnce()) {
                metrics.dropped.increment();
            } else {
                execute(() -> inflow.hold(message));
                leaveForAWhile();
            }
        }
    }
}
