package io.fleetport.bootstrap.local.broker;

import com.hivemq.mqtt.message.QoS;
import com.hivemq.mqtt.message.puback.PUBACK;
import com.hivemq.mqtt.message.publish.PUBLISH;
import com.hivemq.mqtt.message.reason.Mqtt5PubAckReasonCode;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a station publishes on one connection. It stands in the broker's own pipeline before the broker's handling of
 * publishes, which never sees any but statuses: nothing else is queued or retained. A message is handed on at once and
 * acknowledged when it is durable, in the order of the messages, as MQTT asks.
 *
 * <p>The broker's interceptors would be the official place, but they take one message of a client at a time, keep the others
 * in a queue without bound, and hold up the client's next connection until they are done: 120 messages a second of a station
 * at 5 ms per commit, where this takes a whole window of them.
 *
 * <p>Reading from the socket pauses when too much of this station, or of all, is on its way, or when there is no room. What
 * had been read by then waits here. A pause longer than one and a half times the station's keep-alive ends the connection,
 * because its pings are not read either; the station then sends again.
 *
 * <p>All methods run on the connection's event loop but for what is durable.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
final class StationConnection extends ChannelDuplexHandler {

    static final String NAME = "fleetport_station";

    private static final Logger LOG = LoggerFactory.getLogger(StationConnection.class);
    /** Reason codes of MQTT 5 from here on say that something was not done. */
    private static final int FIRST_FAILURE = 0x80;

    private final String station;
    private final String own;
    private final String status;
    private final boolean mqtt5;
    private final Intake intake;

    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final Deque<PUBLISH> waiting = new ArrayDeque<>();
    /** Whether someone will call {@link #goOn}. */
    private boolean awaited;

    private boolean takingOn;
    private boolean closing;
    private final AtomicBoolean acknowledging = new AtomicBoolean();

    private @Nullable ScheduledFuture<?> watch;

    StationConnection(String station, boolean mqtt5, Intake intake) {
        this.station = station;
        this.own = StationTopics.below(station);
        this.status = StationTopics.status(station);
        this.mqtt5 = mqtt5;
        this.intake = intake;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        intake.metrics().connections.incrementAndGet();
        long period = Math.max(1, intake.settings().longestHold().toMillis() / 4);
        watch = ctx.executor().scheduleWithFixedDelay(() -> endWhenStuck(ctx), period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        closing = true;
        intake.metrics().connections.decrementAndGet();
        if (watch != null) {
            watch.cancel(false);
        }
        unacknowledged.abandon();
        waiting.clear();
        super.channelInactive(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!(message instanceof PUBLISH publish) || publish.getQoS() == QoS.EXACTLY_ONCE) {
            super.channelRead(ctx, message); // the broker refuses QoS 2
        } else if (!closing) {
            intake.metrics().received.increment();
            waiting.add(publish);
            if (waiting.size() == 1) {
                goOn(ctx);
            } else {
                ctx.channel().config().setAutoRead(false);
            }
        }
    }

    /** Takes what waits, as long as there is room for it. */
    private void goOn(ChannelHandlerContext ctx) {
        if (takingOn) {
            return; // the broker answered a status before it was polled
        }
        takingOn = true;
        boolean room = true;
        for (PUBLISH next = waiting.peek(); room && next != null && !closing; next = waiting.peek()) {
            room = hasRoom(ctx) && take(ctx, next);
            if (room) {
                waiting.poll();
            }
        }
        takingOn = false;
        ctx.channel().config().setAutoRead(room);
    }

    private boolean hasRoom(ChannelHandlerContext ctx) {
        if (unacknowledged.size() >= intake.settings().mostUnacknowledged()) {
            intake.metrics().pausedForStation.increment();
            return false; // the next acknowledgement goes on
        }
        if (intake.held().isFull()) {
            intake.metrics().pausedForMemory.increment();
            awaitRoom(ctx, intake.held()::whenRoom);
            return false;
        }
        return true;
    }

    private void awaitRoom(ChannelHandlerContext ctx, Consumer<Runnable> whenRoom) {
        if (!awaited) {
            awaited = true;
            whenRoom.accept(() -> onLoop(ctx, () -> {
                awaited = false;
                goOn(ctx);
            }));
        }
    }

    private boolean take(ChannelHandlerContext ctx, PUBLISH publish) {
        if (!publish.getTopic().startsWith(own)) {
            refuse(ctx, publish);
            return true;
        }
        boolean answered = publish.getQoS() == QoS.AT_LEAST_ONCE;
        if (answered && publish.isDuplicateDelivery() && unacknowledged.find(publish.getPacketIdentifier()) != null) {
            return true; // sent again on the same connection, as MQTT 3.1.1 allows: the first is on its way
        }
        Inbound inbound = new Inbound(publish, intake.held(), () -> acknowledgeSoon(ctx));
        if (publish.getTopic().equals(status)) {
            if (answered) {
                inbound.expectFrom(intake.statuses());
                unacknowledged.add(inbound);
            }
            ctx.fireChannelRead(publish);
            return true;
        }
        if (!inbound.offerTo(intake.messages(), intake.clock().instant())) {
            intake.metrics().pausedForRoom.increment();
            awaitRoom(ctx, resume -> intake.messages().whenRoom(publish.getTopic(), resume));
            return false;
        }
        if (answered) {
            unacknowledged.add(inbound);
        }
        return true;
    }

    /**
     * MQTT 5 says so in the acknowledgement. MQTT 3.1.1 cannot: the connection is closed without one, as its specification
     * asks (MQTT-3.3.5-2). At QoS 0 nothing can be said.
     */
    private void refuse(ChannelHandlerContext ctx, PUBLISH publish) {
        intake.metrics().refusedPublishes.increment();
        intake.gate().refused(station, publish.getTopic(), Inbound.payload(publish));
        if (!mqtt5) {
            closing = true;
            ctx.close();
        } else if (publish.getQoS() == QoS.AT_LEAST_ONCE) {
            Inbound refused = new Inbound(publish, intake.held(), () -> {});
            refused.refuse(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
            unacknowledged.add(refused);
            acknowledge(ctx);
        }
    }

    /** What the broker says of a status: held back until it is durable, unless it is a refusal. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        Inbound status = message instanceof PUBACK puback ? unacknowledged.find(puback.getPacketIdentifier()) : null;
        if (status == null || !(message instanceof PUBACK puback)) {
            super.write(ctx, message, promise);
            return;
        }
        promise.trySuccess();
        if (puback.getReasonCode().getCode() >= FIRST_FAILURE) {
            status.refuse(puback.getReasonCode());
        } else {
            status.passedTheBroker();
        }
        acknowledge(ctx);
    }

    /** From any thread: many messages of one commit cost one turn of the event loop. */
    private void acknowledgeSoon(ChannelHandlerContext ctx) {
        if (acknowledging.compareAndSet(false, true)) {
            onLoop(ctx, () -> {
                acknowledging.set(false);
                acknowledge(ctx);
            });
        }
    }

    private static void onLoop(ChannelHandlerContext ctx, Runnable work) {
        try {
            ctx.executor().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the broker has stopped, so there is nobody to acknowledge to", e);
        }
    }

    private void acknowledge(ChannelHandlerContext ctx) {
        intake.metrics().acknowledged.increment(unacknowledged.acknowledge(ctx));
        if (!waiting.isEmpty() && !awaited) {
            goOn(ctx);
        }
    }

    private void endWhenStuck(ChannelHandlerContext ctx) {
        if (unacknowledged.hasOlderThan(intake.settings().longestHold())) {
            intake.metrics().heldTooLong.increment();
            closing = true;
            ctx.close();
        }
    }
}
