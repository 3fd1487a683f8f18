package io.fleetport.bootstrap.local.broker;

import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.StationAuthority;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Many stations that publish as fast as they are acknowledged, or at a rate. One thread, hand-made packets: it is to take as
 * little of the machine as it can.
 *
 * <p>Arguments: the broker's folder, port, stations, messages on their way per station, MQTT version (4 or 5), seconds, and
 * optionally messages per second of all stations together.
 */
final class StationLoad {

    private static final byte[] PAYLOAD = "x".repeat(300).getBytes(StandardCharsets.UTF_8);

    private static final LongAdder ACKNOWLEDGED = new LongAdder();
    private static final AtomicInteger CONNECTED = new AtomicInteger();
    private static final AtomicInteger LOST = new AtomicInteger();
    private static final AtomicInteger DISORDERED = new AtomicInteger();
    private static volatile Histogram latency = new ConcurrentHistogram(3);

    private StationLoad() {}

    public static void main(String[] arguments) throws Exception {
        StationAuthority authority =
                StationAuthority.readFrom(Path.of(arguments[0]).resolve("station-ca"), Clock.systemUTC());
        int port = Integer.parseInt(arguments[1]);
        int stations = Integer.parseInt(arguments[2]);
        int window = Integer.parseInt(arguments[3]);
        int version = Integer.parseInt(arguments[4]);
        int seconds = Integer.parseInt(arguments[5]);
        double rate = arguments.length > 6 ? Double.parseDouble(arguments[6]) : 0;
        long pause = rate == 0 ? 0 : (long) (1e9 * stations / rate);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        for (int i = 0; i < stations; i++) {
            String id = "S-" + i;
            Credential credential = authority.issueStation(id);
            SslContext tls = SslContextBuilder.forClient()
                    .keyManager(credential.key(), credential.chain().toArray(X509Certificate[]::new))
                    .trustManager(authority.certificate())
                    .build();
            new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline()
                                    .addLast(tls.newHandler(channel.alloc(), "localhost", port))
                                    .addLast(new Station(id, window, version, pause));
                        }
                    })
                    .connect("localhost", port);
            while (CONNECTED.get() + LOST.get() < i - 50) {
                Thread.sleep(1);
            }
        }
        while (CONNECTED.get() + LOST.get() < stations) {
            Thread.sleep(10);
        }
        System.out.println(CONNECTED + " connected");
        Thread.sleep(5_000);
        latency = new ConcurrentHistogram(3);
        long before = ACKNOWLEDGED.sum();
        long began = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        System.out.printf(
                "%d stations, window %d, MQTT %d: %.0f/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms, disordered %d, lost %d%n",
                stations,
                window,
                version,
                (ACKNOWLEDGED.sum() - before) * 1e9 / (System.nanoTime() - began),
                latency.getValueAtPercentile(50) / 1e6,
                latency.getValueAtPercentile(99) / 1e6,
                latency.getMaxValue() / 1e6,
                DISORDERED.get(),
                LOST.get());
        System.exit(0);
    }

    private static final class Station extends ByteToMessageDecoder {

        private final byte[] id;
        private final byte[] topic;
        private final int window;
        private final int version;
        private final long pause;
        private final long[] sentAt = new long[256];
        private int next = 1;
        private int expected = 1;

        Station(String id, int window, int version, long pause) {
            this.id = id.getBytes(StandardCharsets.US_ASCII);
            this.topic = ("ev/station/" + id + "/telemetry").getBytes(StandardCharsets.US_ASCII);
            this.window = window;
            this.version = version;
            this.pause = pause;
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            LOST.incrementAndGet();
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ByteBuf connect = ctx.alloc().buffer();
            connect.writeByte(0x10).writeByte(12 + id.length + (version == 5 ? 1 : 0));
            connect.writeShort(4).writeBytes("MQTT".getBytes(StandardCharsets.US_ASCII));
            connect.writeByte(version).writeByte(2).writeShort(600);
            if (version == 5) {
                connect.writeByte(0);
            }
            connect.writeShort(id.length).writeBytes(id);
            ctx.writeAndFlush(connect);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            while (in.readableBytes() >= 2 && in.readableBytes() >= 2 + in.getByte(in.readerIndex() + 1)) {
                int type = in.readUnsignedByte() >> 4;
                ByteBuf packet = in.readSlice(in.readByte());
                if (type == 2) {
                    CONNECTED.incrementAndGet();
                    for (int i = 0; i < window; i++) {
                        publishLater(ctx);
                    }
                } else if (type == 4) {
                    acknowledged(packet.readUnsignedShort());
                    publishLater(ctx);
                }
            }
            ctx.flush();
        }

        private void acknowledged(int packetId) {
            ACKNOWLEDGED.increment();
            latency.recordValue(System.nanoTime() - sentAt[packetId & 255]);
            if (packetId != expected) {
                DISORDERED.incrementAndGet();
            }
            expected = packetId == 65_535 ? 1 : packetId + 1;
        }

        private void publishLater(ChannelHandlerContext ctx) {
            if (pause == 0) {
                publish(ctx);
            } else {
                long spread = (long) (pause * window * (0.5 + Math.random()));
                ctx.executor()
                        .schedule(
                                () -> {
                                    publish(ctx);
                                    ctx.flush();
                                },
                                spread,
                                java.util.concurrent.TimeUnit.NANOSECONDS);
            }
        }

        private void publish(ChannelHandlerContext ctx) {
            int length = 4 + topic.length + PAYLOAD.length + (version == 5 ? 1 : 0);
            ByteBuf publish = ctx.alloc().buffer(length + 3);
            publish.writeByte(0x32).writeByte(length % 128 | 128).writeByte(length / 128);
            publish.writeShort(topic.length).writeBytes(topic).writeShort(next);
            if (version == 5) {
                publish.writeByte(0);
            }
            publish.writeBytes(PAYLOAD);
            sentAt[next & 255] = System.nanoTime();
            next = next == 65_535 ? 1 : next + 1;
            ctx.write(publish);
        }
    }
}
