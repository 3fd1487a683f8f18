package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.tesla.identity.Identity;
import io.fleetport.tesla.identity.VinMask;
import io.fleetport.tesla.record.TeslaRecords;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open connection of one vehicle: takes its messages in order, hands them to the intake, and answers each once it is
 * durable. When the intake has no room, reading pauses; what one read had already brought waits here, at most some tens of
 * kilobytes. Everything but {@link #settled} happens on the connection's event loop.
 *
 * <p>What was received before the connection ended is still handed in; only its answers go nowhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
final class VehicleConnection {

    private static final Delivery.Settlement NOBODY_ASKS = outcome -> {};
    private static final byte[] NO_BYTES = {};
    /** Stands for a message that was too long to be received at all. */
    private static final byte[] OVERLONG = {0};

    private static final int MOST_RAW_BYTES_OF_A_TOO_LARGE_ONE = 64 * 1024;

    private final Inbound inbound;
    private final OrganizationId organization;
    private final VehicleId vehicle;
    private final Identity identity;
    private final boolean semi;
    private final String connectionId;
    private final String networkInterface;
    private final ChannelHandlerContext ctx;
    private final Replies replies;
    private final RateLimit rate;
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    private @Nullable Delivery refused;
    private boolean askedForRoom;
    private boolean ended;
    private boolean toldItsEnd;
    private boolean flushDue;
    private int unacknowledged;
    private int pauses;
    private int closeStatus;

    VehicleConnection(
            Inbound inbound,
            OrganizationId organization,
            VehicleId vehicle,
            Identity identity,
            String connectionId,
            String networkInterface,
            ChannelHandlerContext ctx,
            Replies replies) {
        this.inbound = inbound;
        this.organization = organization;
        this.vehicle = vehicle;
        this.identity = identity;
        this.semi = TeslaRecords.isSemi(identity.deviceId());
        this.connectionId = connectionId;
        this.networkInterface = networkInterface;
        this.ctx = ctx;
        this.replies = replies;
        this.rate = new RateLimit(
                inbound.settings().messages(), inbound.settings().interval().toNanos(), System.nanoTime());
    }

    /** Tells the intake that the vehicle is there. */
    void opened() {
        refused = connection(true);
        takeIn();
    }

    /** A whole message. The array is this connection's from now on. */
    void received(byte[] message) {
        inbound.metrics().bytes.increment(message.length);
        waiting.add(message);
        if (waiting.size() == 1 && refused == null) {
            takeIn();
        }
    }

    /** A message beyond the hard limit began; the rest of the connection cannot be understood any more. */
    void receivedOverlong() {
        waiting.add(OVERLONG);
        closeWhenIdle(1009);
        takeIn();
    }

    /** The connection is gone. */
    void closed() {
        ended = true;
        takeIn();
    }

    /** Whether silence of the other side is our own doing. */
    boolean isPaused() {
        return pauses != 0;
    }

    /** Reads no more, and closes when everything read has been answered. */
    void closeWhenIdle(int status) {
        if (closeStatus == 0) {
            closeStatus = status;
            pause(Pause.ENDING);
            closeIfIdle();
        }
    }

    void writabilityChanged(boolean writable) {
        if (writable) {
            resume(Pause.REPLIES);
        } else {
            pause(Pause.REPLIES);
        }
    }

    /** From the intake's threads. */
    void settled(Reply reply) {
        replies.add(reply);
    }

    /** Writes the answer without sending it yet. @return whether {@link #flush} is now due and was not before */
    boolean write(Reply reply) {
        unacknowledged--;
        if (ended) {
            inbound.metrics().unanswered.increment();
            return false;
        }
        (reply.isRefusal() ? inbound.metrics().refused : inbound.metrics().acknowledged).increment();
        ctx.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(reply.frame())), ctx.voidPromise());
        boolean first = !flushDue;
        flushDue = true;
        return first;
    }

    void flush() {
        flushDue = false;
        ctx.flush();
        if ((pauses & Pause.UNACKNOWLEDGED.bit()) != 0) {
            takeIn();
        }
        closeIfIdle();
    }

    /** Hands in what waits, in order, until the intake, the rate or the number of open answers says stop. */
    private void takeIn() {
        while (true) {
            if (refused != null) {
                if (!inbound.ingest().offer(refused)) {
                    waitForRoom();
                    return;
                }
                refused = null;
                resume(Pause.NO_ROOM);
            }
            if (waiting.isEmpty()) {
                if (!ended || toldItsEnd) {
                    break;
                }
                toldItsEnd = true;
                refused = connection(false);
            } else if (mayTakeNext()) {
                refused = delivery(waiting.remove());
            } else {
                return;
            }
        }
        closeIfIdle();
    }

    private boolean mayTakeNext() {
        if (ended) {
            return true; // nothing more comes; what came is little
        }
        if (unacknowledged >= inbound.settings().mostUnacknowledged()) {
            pause(Pause.UNACKNOWLEDGED);
            return false;
        }
        resume(Pause.UNACKNOWLEDGED);
        if ((pauses & Pause.RATE.bit()) != 0) {
            return false;
        }
        if (!rate.take(System.nanoTime())) {
            pause(Pause.RATE);
            ctx.executor().schedule(this::onRate, rate.nanosToWait(), TimeUnit.NANOSECONDS);
            return false;
        }
        return true;
    }

    private void onRate() {
        resume(Pause.RATE);
        if (refused == null) {
            takeIn();
        }
    }

    private void waitForRoom() {
        pause(Pause.NO_ROOM);
        if (!askedForRoom) {
            askedForRoom = true;
            inbound.ingest().whenRoom(new VehicleKey(organization, vehicle), () -> {
                try {
                    ctx.executor().execute(this::onRoom);
                } catch (RejectedExecutionException e) {
                    askedForRoom = true; // the server has stopped; nothing of this was acknowledged
                }
            });
        }
    }

    private void onRoom() {
        askedForRoom = false;
        takeIn();
    }

    private Delivery delivery(byte[] message) {
        Instant now = inbound.clock().instant();
        VehicleMessage judged = message == OVERLONG
                ? VehicleMessage.tooLarge(inbound)
                : VehicleMessage.of(message, identity, semi, now, inbound);
        unacknowledged++;
        byte[] raw = message == OVERLONG
                ? NO_BYTES
                : message.length > Inbound.MOST_BYTES
                        ? Arrays.copyOf(message, MOST_RAW_BYTES_OF_A_TOO_LARGE_ONE)
                        : message;
        return new Delivery(
                organization,
                vehicle,
                TeslaStreamServer.SOURCE,
                now,
                judged.content(),
                masked(raw),
                new Reply(this, judged.txid(), judged.topic()));
    }

    /** Runs of capitals keep what surrounds them decodable; words in small letters are no vehicle's own form, but a VIN all the same. */
    private static byte[] masked(byte[] raw) {
        return io.fleetport.application.vehicle.VinMask.mask(VinMask.mask(raw));
    }

    private Delivery connection(boolean open) {
        Instant now = inbound.clock().instant();
        Signal signal = new Signal.Connection(Signals.CONNECTION, connectionId, open, networkInterface);
        return new Delivery(
                organization,
                vehicle,
                TeslaStreamServer.SOURCE,
                now,
                new Delivery.Said(now, List.of(signal)),
                NO_BYTES,
                NOBODY_ASKS);
    }

    private void closeIfIdle() {
        if (closeStatus != 0 && !ended && unacknowledged == 0 && waiting.isEmpty() && refused == null) {
            Closing.close(ctx, closeStatus);
        }
    }

    private void pause(Pause cause) {
        if ((pauses & cause.bit()) == 0) {
            pauses |= cause.bit();
            inbound.metrics().paused(cause);
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void resume(Pause cause) {
        if ((pauses & cause.bit()) != 0) {
            pauses &= ~cause.bit();
            if (pauses == 0) {
                ctx.channel().config().setAutoRead(true);
            }
        }
    }
}
