package io.fleetport.mqtt.simulator;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Opens the connections of a load: TLS with the station's certificate, then MQTT. Safe to use from many threads. */
final class LoadConnector {

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    /** A broker that is given a thousand handshakes may take its time over each. */
    private static final int HANDSHAKE_TIMEOUT_MILLIS = 30_000;

    /** Of the messages about presence, which are not counted: the window has no place for it. */
    static final int PRESENCE_PACKET_ID = 65_535;

    private final ClientSettings settings;
    private final Class<? extends Channel> channelType;
    private final Map<List<X509Certificate>, TrustManagerFactory> trust = new ConcurrentHashMap<>();

    LoadConnector(ClientSettings settings, Class<? extends Channel> channelType) {
        this.settings = settings;
        this.channelType = channelType;
    }

    /** The TLS a station speaks, made once: it is not cheap. */
    SslContext tls(StationCredentials.Credential credential) {
        try {
            return SslContextBuilder.forClient()
                    .keyManager(StationTls.keys(credential))
                    .trustManager(trust.computeIfAbsent(credential.brokerAuthorities(), StationTls::trust))
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("the credential cannot be used: " + e.getMessage(), e);
        }
    }

    /** Begins to connect; the station hears what becomes of it. */
    ChannelFuture open(EventLoop loop, StationTopics topics, SslContext tls, LoadStation station) {
        return new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        SslHandler handler = tls.newHandler(channel.alloc(), settings.host(), settings.port());
                        handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS);
                        channel.pipeline()
                                .addLast(handler)
                                .addLast(new MqttDecoder())
                                .addLast(MqttEncoder.INSTANCE)
                                .addLast(new LoadConnection(station, introduction(topics)));
                    }
                })
                .connect(settings.host(), settings.port());
    }

    /** What a station says of being there, retained. */
    static MqttPublishMessage presence(StationTopics topics, boolean online) {
        return MqttMessageBuilders.publish()
                .topicName(topics.of(StationTopics.STATUS))
                .qos(MqttQoS.AT_LEAST_ONCE)
                .retained(true)
                .messageId(PRESENCE_PACKET_ID)
                .payload(Unpooled.wrappedBuffer(StationJson.status(topics.stationId(), online)))
                .build();
    }

    private MqttConnectMessage introduction(StationTopics topics) {
        return MqttMessageBuilders.connect()
                .protocolVersion(
                        switch (settings.version()) {
                            case MQTT_3_1_1 -> MqttVersion.MQTT_3_1_1;
                            case MQTT_5 -> MqttVersion.MQTT_5;
                        })
                .clientId(topics.stationId())
                .cleanSession(true)
                .keepAlive((int) settings.keepAlive().toSeconds())
                .willFlag(true)
                .willTopic(topics.of(StationTopics.STATUS))
                .willMessage(StationJson.status(topics.stationId(), false))
                .willQoS(MqttQoS.AT_LEAST_ONCE)
                .willRetain(true)
                .build();
    }
}
