package io.fleetport.tesla.simulator;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * Opens vehicles' connections: TLS with the vehicle's certificate, then the WebSocket upgrade as a vehicle asks for it. Safe
 * to use from many threads.
 */
final class StreamConnector {

    /** What a car with client 1.2.0 says about itself; the user agent as seen at real servers. */
    private static final HttpHeaders HEADERS = new DefaultHttpHeaders()
            .add("Version", "1.2.0")
            .add("User-Agent", "Hermes/1.16.2 (vehicle_device)")
            .add("X-Network-Interface", "cellular");

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    /** A server that is given ten thousand handshakes at once may take its time over each. */
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 30_000;
    /** Servers answer with frames of about a hundred bytes. */
    private static final int LARGEST_ANSWER = 65_536;

    private static final int LARGEST_HTTP_ANSWER = 8_192;

    private final StreamAddress address;
    private final ClientCredentials credentials;
    private final VinKeys keys = new VinKeys();
    private final SslContext tls;
    private final Class<? extends Channel> channelType;

    StreamConnector(StreamAddress address, ClientCredentials credentials, Class<? extends Channel> channelType) {
        this.address = address;
        this.credentials = credentials;
        this.channelType = channelType;
        this.tls = tls(credentials.serverAuthorities());
    }

    private SslContext tls(List<X509Certificate> authorities) {
        boolean boring = OpenSsl.isAvailable();
        try {
            SslContext context = SslContextBuilder.forClient()
                    .sslProvider(boring ? SslProvider.OPENSSL : SslProvider.JDK)
                    .keyManager(keys)
                    .trustManager(authorities.toArray(X509Certificate[]::new))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
            if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
                // A session taken up again would speak with the certificate of the vehicle that began it.
                sessions.setSessionCacheEnabled(false);
            }
            return context;
        } catch (SSLException e) {
            throw new IllegalArgumentException("the server authorities cannot be used: " + e.getMessage(), e);
        }
    }

    /** Begins to connect; {@code vehicle} hears of the open WebSocket as a user event and gets its frames. */
    ChannelFuture open(EventLoop loop, String vin, ChannelHandler vehicle) {
        return new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(tls(channel, vin))
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(LARGEST_HTTP_ANSWER))
                                .addLast(new WebSocketClientProtocolHandler(upgrade()))
                                .addLast(vehicle);
                    }
                })
                .connect(address.host(), address.port());
    }

    private SslHandler tls(SocketChannel channel, String vin) {
        SslHandler handler;
        if (tls.sessionContext() instanceof OpenSslSessionContext) {
            handler = tls.newHandler(channel.alloc(), address.serverName(), address.port());
        } else {
            // Without a host and port the JDK has no key to remember a session by; the name then travels by itself.
            handler = tls.newHandler(channel.alloc());
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(address.serverName())));
            handler.engine().setSSLParameters(parameters);
        }
        handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS);
        SSLEngine engine = handler.engine();
        keys.show(engine, credentials.of(vin));
        handler.handshakeFuture().addListener(done -> keys.forget(engine));
        return handler;
    }

    private WebSocketClientProtocolConfig upgrade() {
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("wss://" + address.serverName() + ":" + address.port() + "/"))
                .version(WebSocketVersion.V13)
                .customHeaders(HEADERS)
                .allowExtensions(false)
                .maxFramePayloadLength(LARGEST_ANSWER)
                .handshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS)
                .build();
    }
}
