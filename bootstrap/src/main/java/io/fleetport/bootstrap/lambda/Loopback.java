package io.fleetport.bootstrap.lambda;

import io.fleetport.bootstrap.http.ProblemType;
import io.fleetport.bootstrap.wiring.Server;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 to the server in this process. Each request has a connection of its own: one that was kept could be dead by the
 * time the process, having stood still, goes on. Safe to call from many threads.
 */
final class Loopback {

    private static final Logger LOG = LoggerFactory.getLogger(Loopback.class);

    private static final int PART_BYTES = 64 << 10;
    private static final int LONGEST_LINE = 16 << 10;
    private static final int MOST_HEADER_BYTES = 64 << 10;

    private final int port;

    private Loopback(int port) {
        this.port = port;
    }

    static Loopback to(Server server) {
        return new Loopback(server.options().apiPort());
    }

    /**
     * @param request is released
     * @throws Unanswerable when no whole answer came in time, or none that a function can give
     */
    LoopbackAnswer ask(FullHttpRequest request, Duration within) throws Unanswerable {
        long end = System.nanoTime() + within.toNanos();
        EmbeddedChannel codec = new EmbeddedChannel(new HttpClientCodec(LONGEST_LINE, MOST_HEADER_BYTES, PART_BYTES));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("localhost"), port), left(end));
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            byte[] bytes = encoded(codec, request);
            // The answer may come, and be the end of the connection, before all of the request is sent.
            Thread.ofVirtual().name("loopback").start(() -> send(socket, bytes));
            return answer(socket, codec, end);
        } catch (SocketTimeoutException e) {
            throw new Unanswerable(
                    ProblemType.UNAVAILABLE, "there is no answer yet, and the function's time is over; try again");
        } catch (IOException e) {
            LOG.warn("the server of this execution environment gave no answer: {}", e.toString());
            throw new Unanswerable(ProblemType.UNAVAILABLE, "there was no answer; try again");
        } finally {
            codec.finishAndReleaseAll();
        }
    }

    private static byte[] encoded(EmbeddedChannel codec, FullHttpRequest request) {
        codec.writeOutbound(request);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuf part = codec.readOutbound(); part != null; part = codec.readOutbound()) {
            bytes.writeBytes(ByteBufUtil.getBytes(part));
            part.release();
        }
        return bytes.toByteArray();
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            LOG.debug("the server did not want all of a request: {}", e.toString());
        }
    }

    private static LoopbackAnswer answer(Socket socket, EmbeddedChannel codec, long end)
            throws IOException, Unanswerable {
        LoopbackAnswer.Gathering gathering = new LoopbackAnswer.Gathering();
        InputStream input = socket.getInputStream();
        byte[] part = new byte[PART_BYTES];
        while (true) {
            socket.setSoTimeout(left(end));
            int read = input.read(part);
            if (read < 0) {
                codec.finish();
            } else {
                codec.writeInbound(Unpooled.copiedBuffer(part, 0, read));
            }
            for (Object piece = codec.readInbound(); piece != null; piece = codec.readInbound()) {
                try {
                    gathering.add(piece);
                } finally {
                    ReferenceCountUtil.release(piece);
                }
            }
            if (gathering.isWhole()) {
                return Objects.requireNonNull(gathering.whole());
            }
            if (read < 0) {
                throw new IOException("the connection ended within an answer");
            }
        }
    }

    /** Milliseconds, 1 or more: 0 would mean for ever. */
    private static int left(long end) throws SocketTimeoutException {
        long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (millis < 1) {
            throw new SocketTimeoutException("the time is over");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
