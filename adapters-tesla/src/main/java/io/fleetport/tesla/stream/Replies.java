package io.fleetport.tesla.stream;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries replies from whatever threads settle deliveries to one event loop. A commit settles hundreds of deliveries at
 * once; the loop is woken once for all of them and each connection is flushed once.
 */
final class Replies {

    private final EventExecutor loop;
    private final Queue<Reply> settled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final List<VehicleConnection> written = new ArrayList<>();

    Replies(EventExecutor loop) {
        this.loop = loop;
    }

    /** From any thread; never blocks or throws. After the loop has ended the reply goes nowhere. */
    void add(Reply reply) {
        settled.add(reply);
        if (woken.compareAndSet(false, true)) {
            try {
                loop.execute(this::write);
            } catch (RejectedExecutionException e) {
                settled.clear(); // the server has stopped, and with it every connection of this loop
            }
        }
    }

    private void write() {
        woken.set(false);
        for (Reply reply = settled.poll(); reply != null; reply = settled.poll()) {
            if (reply.connection().write(reply)) {
                written.add(reply.connection());
            }
        }
        written.forEach(VehicleConnection::flush);
        written.clear();
    }
}
