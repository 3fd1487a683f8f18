package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.AdmitVehicles;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.identity.VehicleTrust;
import io.fleetport.tesla.record.TeslaRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server vehicles connect to by themselves: a WebSocket over TLS 1.2 or later on which the client certificate is the
 * identity. Every message is acknowledged after what it said is durable, and not before.
 *
 * <p>What is answered to what is not as it should be:
 *
 * <ul>
 *   <li>no certificate, one of an unknown authority, an expired one: the TLS handshake fails
 *   <li>a host name that is no tenant's: closed before the handshake
 *   <li>a certificate that is no vehicle's: 403
 *   <li>a vehicle that the organization may not receive, or an organization without an active account: 403
 *   <li>a wrong method 405, anything else that is no WebSocket upgrade 400, any request while draining 503
 *   <li>more connections than allowed: closed at once
 *   <li>a text message: the connection is closed after what came before it is answered
 *   <li>more than 1,000,000 bytes: dead letter and refusal without id; far more: also the end of the connection
 *   <li>no envelope: dead letter and refusal without id
 *   <li>an unknown message type: dead letter, one acknowledgement
 *   <li>a sender, device or VIN other than the certificate's: dead letter and refusal
 *   <li>an unknown topic, or connections told by a vehicle: dead letter and acknowledgement
 *   <li>a record that cannot be decoded: dead letter and refusal
 *   <li>too many messages, or an intake without room: reading pauses, nothing is dropped
 *   <li>silence beyond the read timeout: closed
 * </ul>
 *
 * <p>Safe to use from many threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the socket, and that is noticed
public final class TeslaStreamServer implements AutoCloseable {

    /** What deliveries of this server name as their source. */
    public static final String SOURCE = "tesla";

    private static final Logger LOG = LoggerFactory.getLogger(TeslaStreamServer.class);
    private static final int REQUEST_SECONDS = 20;
    private static final int LONGEST_REQUEST_BODY = 8_192;

    private final TeslaStreamSettings settings;
    private final SslContext tls;
    private final Pseudonyms pseudonyms;
    private final OrganizationResolver organizations;
    private final Admissions admissions;
    private final Inbound inbound;
    private final StreamMetrics metrics;
    private final Connections connections;

    private @Nullable EventLoopGroup loops;
    private volatile @Nullable Channel listener;

    /**
     * A server that does not listen yet.
     *
     * @param key private key of the server certificate
     * @param chain the server certificate and what leads to its root, leaf first
     * @param admission asked once per connection, on threads that may block
     * @param furtherAuthorities trusted for clients besides the built-in set; empty for none
     * @throws IllegalArgumentException when no authority is valid or key and chain cannot be used
     */
    public TeslaStreamServer(
            TeslaStreamSettings settings,
            PrivateKey key,
            X509Certificate[] chain,
            List<X509Certificate> furtherAuthorities,
            IngestTelemetry ingest,
            Pseudonyms pseudonyms,
            OrganizationResolver organizations,
            AdmitVehicles admission,
            Clock clock,
            MeterRegistry registry) {
        this.settings = settings;
        this.pseudonyms = pseudonyms;
        this.organizations = organizations;
        this.admissions = new Admissions(admission, settings.mostConnections());
        this.metrics = new StreamMetrics(registry);
        this.inbound = new Inbound(settings, ingest, new TeslaRecords(settings.vehicleZone()), clock, metrics);
        this.connections = new Connections(settings.mostConnections(), metrics);
        this.tls = tls(key, chain, VehicleTrust.of(settings.trust(), furtherAuthorities, clock.instant()));
    }

    /**
     * Listens from now on.
     *
     * @throws IOException when the address is taken or not ours
     * @throws IllegalStateException when it was started before
     */
    public synchronized void start() throws IOException {
        if (loops != null) {
            throw new IllegalStateException("the server was started before");
        }
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads(), io);
        Class<? extends ServerSocketChannel> type =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var bound = new ServerBootstrap()
                .group(group)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 4_096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 128 * 1024))
                .childHandler(new Initializer())
                .bind(settings.host(), settings.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + settings.host() + ":" + settings.port(), bound.cause());
        }
        loops = group;
        listener = bound.channel();
        LOG.info(
                "vehicles stream to {}:{} ({}, {})",
                settings.host(),
                port(),
                epoll ? "epoll" : "nio",
                OpenSsl.isAvailable() ? OpenSsl.versionString() : "JDK TLS");
    }

    /** @throws IllegalStateException when the server does not listen */
    public int port() {
        Channel listening = listener;
        if (listening == null || !(listening.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("the server does not listen");
        }
        return address.getPort();
    }

    /** Vehicles connected now. */
    public int connections() {
        return connections.open();
    }

    /** How many vehicles each organization has connected; 0 where there were some before. */
    public Map<OrganizationId, Integer> connected() {
        return connections.byOrganization();
    }

    /**
     * Stops: accepts nobody any more, closes the connections evenly spread over this time, each when its outstanding
     * acknowledgements are out or the grace is over, and returns when all is done. The intake must run until then. Stopping
     * twice does nothing.
     */
    public synchronized void drain(Duration spread) {
        EventLoopGroup group = loops;
        Channel listening = listener;
        if (group == null || listening == null) {
            return;
        }
        listener = null;
        listening.close().awaitUninterruptibly();
        connections.drain(spread.toNanos(), settings.drainGrace().toNanos());
        connections.awaitAllClosed(spread.plus(settings.drainGrace()).plusSeconds(1));
        admissions.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
        LOG.info("vehicles stream here no more");
    }

    /** Drains over the time set. */
    @Override
    public void close() {
        drain(settings.drainSpread());
    }

    /** No application protocol is negotiated: vehicles that offer several then speak HTTP/1.1, the only one that upgrades. */
    private static SslContext tls(PrivateKey key, X509Certificate[] chain, VehicleTrust trust) {
        try {
            return SslContextBuilder.forServer(key, chain)
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .clientAuth(ClientAuth.REQUIRE)
                    .trustManager(trust.anchors().toArray(X509Certificate[]::new))
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("the server's key and certificate cannot be used", e);
        }
    }

    private final class Initializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel socket) {
            if (!connections.accept(socket)) {
                socket.close();
                return;
            }
            HostNames hostNames = new HostNames(tls, organizations, metrics);
            socket.pipeline()
                    .addLast("hello", hostNames)
                    .addLast("patience", new IdleStateHandler(REQUEST_SECONDS, 0, 0))
                    .addLast("http", new HttpServerCodec())
                    .addLast("whole", new HttpObjectAggregator(LONGEST_REQUEST_BODY))
                    .addLast("upgrade", new UpgradeHandler(inbound, pseudonyms, connections, hostNames, admissions));
        }
    }
}
