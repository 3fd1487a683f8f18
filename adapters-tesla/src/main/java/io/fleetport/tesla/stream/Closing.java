package io.fleetport.tesla.stream;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/** How a WebSocket connection is ended from our side: a close frame with its reason, then the socket. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
final class Closing {

    private Closing() {}

    /** @param status of RFC 6455, section 7.4.1 */
    static void close(ChannelHandlerContext ctx, int status) {
        if (ctx.channel().isActive()) {
            ctx.writeAndFlush(new CloseWebSocketFrame(status, "")).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
