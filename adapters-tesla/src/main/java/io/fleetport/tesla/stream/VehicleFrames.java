package io.fleetport.tesla.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket side of a connection: puts fragmented messages together, answers and sends pings, ends what is silent or
 * speaks text. A connection whose other side takes no replies for as long as the read timeout is silent, too.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
final class VehicleFrames extends ChannelInboundHandlerAdapter {

    private static final AtomicInteger TICK = new AtomicInteger();

    private final Inbound inbound;
    private final VehicleConnection connection;
    private @Nullable ByteBuf partial;
    private @Nullable ScheduledFuture<?> heartbeat;
    private long lastHeardNanos = System.nanoTime();

    VehicleFrames(Inbound inbound, VehicleConnection connection) {
        this.inbound = inbound;
        this.connection = connection;
    }

    VehicleConnection connection() {
        return connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long interval = inbound.settings().pingInterval().toNanos();
        // Pings of ten thousand connections that came at once should not all fall into the same moment.
        long first = interval / 2 + interval / 2 * (TICK.getAndIncrement() & 63) / 64;
        heartbeat =
                ctx.executor().scheduleAtFixedRate(() -> beat(ctx), Math.max(1, first), interval, TimeUnit.NANOSECONDS);
        connection.opened();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        lastHeardNanos = System.nanoTime();
        if (!(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            read(ctx, frame);
        } finally {
            frame.release();
        }
    }

    private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame || frame instanceof ContinuationWebSocketFrame) {
            data(ctx, frame);
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            Closing.close(ctx, close.statusCode() < 1000 ? 1000 : close.statusCode());
        } else if (!(frame instanceof PongWebSocketFrame)) {
            connection.closeWhenIdle(1003); // text: what came before it is still answered
        }
    }

    private void data(ChannelHandlerContext ctx, WebSocketFrame frame) {
        ByteBuf content = frame.content();
        if (partial == null) {
            if (frame.isFinalFragment()) {
                connection.received(ByteBufUtil.getBytes(content));
                return;
            }
            partial = ctx.alloc().buffer(content.readableBytes() * 2);
        }
        if (partial.readableBytes() + content.readableBytes() > Inbound.HARD_LIMIT) {
            dropPartial();
            connection.receivedOverlong();
            return;
        }
        partial.writeBytes(content);
        if (frame.isFinalFragment()) {
            byte[] whole = ByteBufUtil.getBytes(partial);
            dropPartial();
            connection.received(whole);
        }
    }

    private void beat(ChannelHandlerContext ctx) {
        long now = System.nanoTime();
        if (connection.isPaused() && ctx.channel().isWritable()) {
            lastHeardNanos = now; // we do not listen, so we cannot blame the other side for silence
        } else if (now - lastHeardNanos > inbound.settings().readTimeout().toNanos()) {
            inbound.metrics().silent.increment();
            ctx.close();
            return;
        }
        ctx.writeAndFlush(new PingWebSocketFrame());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.writabilityChanged(ctx.channel().isWritable());
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        dropPartial();
        connection.closed();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted
                && WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus())) {
            connection.receivedOverlong();
        } else {
            ctx.close(); // broken frames or a broken socket; the details could hold what was sent
        }
    }

    private void dropPartial() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }
}
