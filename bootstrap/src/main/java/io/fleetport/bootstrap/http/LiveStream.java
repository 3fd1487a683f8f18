package io.fleetport.bootstrap.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The bytes one client is to be sent, held until it takes them. Has no thread: whoever brings bytes or room passes on
 * what it can. Bytes brought by many events are passed on together. Safe to use from many threads; one subscriber.
 */
final class LiveStream implements Publisher<byte[]> {

    /** Passed on at once at most; more would be cut into many packets anyway. */
    private static final int CHUNK = 64 * 1024;

    private final int mostBytes;
    private final Runnable onEnd;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean closed;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger passing = new AtomicInteger();
    private final AtomicLong asked = new AtomicLong();
    private volatile @Nullable Subscriber<? super byte[]> subscriber;
    private volatile boolean cancelled;

    /**
     * @param mostBytes may wait; a client that lags behind further is dropped
     * @param onEnd runs once, when the client has gone, was dropped, or has been sent the last of a closed stream
     */
    LiveStream(int mostBytes, Runnable onEnd) {
        this.mostBytes = mostBytes;
        this.onEnd = onEnd;
    }

    /** @return false when there was no room; the stream then ends after what is waiting */
    boolean send(byte[] bytes) {
        boolean taken;
        synchronized (waiting) {
            if (closed) {
                return false;
            }
            taken = waitingBytes + bytes.length <= mostBytes;
            if (taken) {
                waiting.add(bytes);
                waitingBytes += bytes.length;
            } else {
                closed = true;
            }
        }
        pass();
        return taken;
    }

    /** Ends the stream after what is waiting. */
    void close() {
        synchronized (waiting) {
            closed = true;
        }
        pass();
    }

    boolean isClosed() {
        synchronized (waiting) {
            return closed;
        }
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> client) {
        if (subscriber != null) {
            throw new IllegalStateException("a live stream has one subscriber");
        }
        client.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                asked.accumulateAndGet(n, (held, more) -> held + more < 0 ? Long.MAX_VALUE : held + more);
                pass();
            }

            @Override
            public void cancel() {
                cancelled = true;
                close();
                end();
            }
        });
        subscriber = client;
        pass();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            onEnd.run();
        }
    }

    private void pass() {
        if (passing.getAndIncrement() != 0) {
            return; // Whoever is passing on sees that there is more to do.
        }
        int missed = 1;
        do {
            Subscriber<? super byte[]> client = subscriber;
            if (client != null) {
                passTo(client);
            }
            missed = passing.addAndGet(-missed);
        } while (missed != 0);
    }

    private void passTo(Subscriber<? super byte[]> client) {
        while (!cancelled && asked.get() > 0) {
            byte[] chunk = take();
            if (chunk == null) {
                break;
            }
            asked.decrementAndGet();
            client.onNext(chunk);
        }
        if (!cancelled && isFinished() && ended.compareAndSet(false, true)) {
            onEnd.run();
            client.onComplete();
        }
    }

    private boolean isFinished() {
        synchronized (waiting) {
            return closed && waiting.isEmpty();
        }
    }

    private byte @Nullable [] take() {
        synchronized (waiting) {
            byte[] first = waiting.poll();
            if (first == null) {
                return null;
            }
            int length = first.length;
            List<byte[]> parts = new ArrayList<>();
            for (byte[] next = waiting.peek(); next != null && length + next.length <= CHUNK; next = waiting.peek()) {
                parts.add(next);
                length += next.length;
                waiting.remove();
            }
            waitingBytes -= length;
            byte[] chunk = Arrays.copyOf(first, length);
            int at = first.length;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, chunk, at, part.length);
                at += part.length;
            }
            return chunk;
        }
    }
}
