package io.fleetport.tesla.simulator;

import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeReader;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.fleetport.tesla.wire.MalformedEnvelope;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;

/** A vehicles' stream server that does to each record what the test says. */
final class TestStreamServer implements AutoCloseable {

    /** What is done with a record. */
    enum Reaction {
        ACKNOWLEDGE,
        ACKNOWLEDGE_TWICE,
        REFUSE,
        WITHHOLD,
        HANG_UP
    }

    /** Decides about a record. Called by the server's one thread. */
    interface Script {
        Reaction reactTo(Heard record);
    }

    /** How a connection was opened. */
    record Greeting(String commonName, String serverName, HttpHeaders headers) {}

    final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    final Queue<Greeting> greetings = new ConcurrentLinkedQueue<>();
    final Queue<Integer> unreadable = new ConcurrentLinkedQueue<>();
    final Queue<String> texts = new ConcurrentLinkedQueue<>();

    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger connections = new AtomicInteger();
    private final Channel channel;
    private final Script script;

    TestStreamServer(TestAuthority authority, Script script) throws Exception {
        this(authority, 0, script);
    }

    TestStreamServer(TestAuthority authority, int port, Script script) throws Exception {
        this.script = script;
        SslContext tls = SslContextBuilder.forServer(authority.serverKey(), authority.server())
                .sslProvider(SslProvider.JDK)
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(authority.authority())
                .build();
        channel = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline()
                                .addLast(tls.newHandler(opened.alloc()))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(8192))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/")
                                        .checkStartsWith(true)
                                        .maxFramePayloadLength(2_000_000)
                                        .build()))
                                .addLast(new Listener());
                    }
                })
                .bind("localhost", port)
                .sync()
                .channel();
    }

    StreamAddress address() {
        return new StreamAddress("localhost", port(), TestAuthority.SERVER_NAME);
    }

    int port() {
        return ((java.net.InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Listener extends SimpleChannelInboundHandler<WebSocketFrame> {

        private final int connection = connections.getAndIncrement();
        private String commonName = "";

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete upgrade) {
                SSLEngine engine = context.pipeline().get(SslHandler.class).engine();
                X509Certificate leaf = (X509Certificate) engine.getSession().getPeerCertificates()[0];
                commonName = leaf.getSubjectX500Principal().getName().substring("CN=".length());
                var names = ((ExtendedSSLSession) engine.getSession()).getRequestedServerNames();
                greetings.add(new Greeting(commonName, names.toString(), upgrade.requestHeaders()));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame text) {
                texts.add(text.text());
                context.close();
                return;
            }
            byte[] bytes = ByteBufUtil.getBytes(frame.content());
            if (bytes.length > 1_000_000) {
                unreadable.add(bytes.length);
                reply(context, EnvelopeWriter.refusal(new byte[0]));
                return;
            }
            Envelope envelope;
            try {
                envelope = EnvelopeReader.read(bytes);
            } catch (MalformedEnvelope e) {
                unreadable.add(bytes.length);
                reply(context, EnvelopeWriter.refusal(new byte[0]));
                return;
            }
            Heard record = Heard.of(connection, commonName, envelope);
            heard.add(record);
            byte[] acknowledgement = EnvelopeWriter.acknowledgement(envelope.txid(), envelope.topic());
            List<byte[]> replies =
                    switch (script.reactTo(record)) {
                        case ACKNOWLEDGE -> List.of(acknowledgement);
                        case ACKNOWLEDGE_TWICE -> List.of(acknowledgement, acknowledgement);
                        case REFUSE -> List.of(EnvelopeWriter.refusal(envelope.txid()));
                        case WITHHOLD -> List.of();
                        case HANG_UP -> {
                            context.close();
                            yield List.of();
                        }
                    };
            replies.forEach(reply -> reply(context, reply));
        }

        private void reply(ChannelHandlerContext context, byte[] bytes) {
            context.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
