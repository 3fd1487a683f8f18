package io.fleetport.tesla.simulator;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a vehicle what happens on one of its connections. */
final class StreamConnection extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);

    private final VehicleClient vehicle;

    StreamConnection(VehicleClient vehicle) {
        this.vehicle = vehicle;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            vehicle.opened(context.channel());
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame) {
            vehicle.answered(ByteBufUtil.getBytes(frame.content()));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        vehicle.pump();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            vehicle.pumpSoon();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        vehicle.closed(context.channel());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the end of the connection is told by channelInactive
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("connection failed: {}", cause.toString());
        context.close();
    }
}
