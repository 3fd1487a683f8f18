package io.fleetport.aws.standin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A service of AWS whose answers may be streams: HTTP/2 without TLS, which clients have to know beforehand. A thread for each
 * request. On loopback.
 */
public abstract class Http2Endpoint implements AutoCloseable {

    private static final int MOST_BYTES = 16 << 20;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Channel server;

    /** Takes requests from now on. */
    protected final void start() {
        server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forServer().build(),
                                        new Http2MultiplexHandler(streams()));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private ChannelInitializer<Channel> streams() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline()
                        .addLast(
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new HttpObjectAggregator(MOST_BYTES),
                                new Requests());
            }
        };
    }

    private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            Reply reply = new Reply(context.channel());
            HttpHeaders headers = request.headers().copy();
            byte[] body = ByteBufUtil.getBytes(request.content());
            threads.execute(() -> {
                try {
                    String target = headers.get("x-amz-target", "");
                    answer(target.substring(target.indexOf('.') + 1), headers, body, reply);
                } catch (IOException failure) {
                    reply.abort();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // the other side has gone, or broken off
        }
    }

    public final URI endpoint() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort());
    }

    /** @param operation empty when the request names none */
    protected abstract void answer(String operation, HttpHeaders headers, byte[] body, Reply reply)
            throws IOException, InterruptedException;

    /** An answer on its way. Safe to use from many threads. */
    public static final class Reply {

        private final Channel stream;

        private Reply(Channel stream) {
            this.stream = stream;
        }

        public void begin(int status, String type) throws IOException, InterruptedException {
            HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
            head.headers().set("content-type", type);
            head.headers().set("x-amzn-requestid", UUID.randomUUID().toString());
            awaitSent(stream.writeAndFlush(head));
        }

        /** Waits until it is sent, which takes as long as the other side does not want more. */
        public void send(byte[] bytes) throws IOException, InterruptedException {
            awaitSent(stream.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes))));
        }

        public void end() {
            stream.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        }

        public void whole(int status, String type, byte[] body) throws IOException, InterruptedException {
            begin(status, type);
            send(body);
            end();
        }

        /** With its connection, and so with all others of that. */
        public void abort() {
            stream.parent().close();
        }

        private static void awaitSent(ChannelFuture sent) throws IOException, InterruptedException {
            if (!sent.await().isSuccess()) {
                throw new IOException("the other side has gone", sent.cause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }
}
