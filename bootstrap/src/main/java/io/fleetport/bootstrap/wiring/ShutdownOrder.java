package io.fleetport.bootstrap.wiring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the parts in the reverse of the order in which they came up: first nothing new comes in, then what is underway is
 * finished, then the stores close, and the embedded database last of all. Works the same after a start that failed half
 * way. Safe to call from many threads.
 */
public final class ShutdownOrder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownOrder.class);

    private record Part(String name, AutoCloseable ending) {}

    private final Deque<Part> started = new ArrayDeque<>();
    private boolean closing;

    /** Remembers how to end a part that has just started. When everything is ending already, it is ended at once. */
    public <T extends AutoCloseable> T started(String name, T part) {
        boolean late;
        synchronized (started) {
            late = closing;
            if (!late) {
                started.push(new Part(name, part));
            }
        }
        if (late) {
            end(new Part(name, part));
        }
        return part;
    }

    /** Ends everything, newest first. One that fails to end is logged and does not keep the others from ending. */
    @Override
    public void close() {
        while (true) {
            Part next;
            synchronized (started) {
                closing = true;
                next = started.poll();
            }
            if (next == null) {
                return;
            }
            end(next);
        }
    }

    private static void end(Part part) {
        long from = System.nanoTime();
        try {
            part.ending().close();
            LOG.debug(
                    "ended {} in {} ms",
                    part.name(),
                    Duration.ofNanos(System.nanoTime() - from).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("interrupted while ending {}", part.name(), e);
        } catch (Exception e) {
            LOG.error("could not end {}", part.name(), e);
        }
    }
}
