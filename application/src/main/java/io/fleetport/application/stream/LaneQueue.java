package io.fleetport.application.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.telemetry.RoomSeekers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a lane has not brought into the stream yet, in one line per vehicle or station: bounded in number and in bytes, those
 * underway with it. It remembers who wants to be told when there is room again. Many threads offer, one takes.
 */
final class LaneQueue {

    /** What waits for one vehicle or station. It is in the queue for {@code ready} unless something of it is underway. */
    static final class Line {
        private final Subject subject;
        private final Deque<Delivery> waiting = new ArrayDeque<>(2);
        private boolean underway;

        private Line(Subject subject) {
            this.subject = subject;
        }

        Subject subject() {
            return subject;
        }
    }

    /** A line and everything that waited in it, oldest first. */
    record Taken(Line line, List<Delivery> deliveries) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition becameReady = lock.newCondition();
    private final Map<Subject, Line> lines = new HashMap<>();
    private final Deque<Line> ready = new ArrayDeque<>();
    private final RoomSeekers wantRoom = new RoomSeekers();
    private final int mostDeliveries;
    private final long mostBytes;
    private int deliveries;
    private long bytes;

    LaneQueue(int mostDeliveries, long mostBytes) {
        this.mostDeliveries = mostDeliveries;
        this.mostBytes = mostBytes;
    }

    boolean offer(Delivery delivery) {
        int size = delivery.raw().length;
        lock.lock();
        try {
            // One delivery is always let in, else one larger than the bound would wait for ever.
            if (deliveries >= mostDeliveries || (deliveries > 0 && bytes + size > mostBytes)) {
                return false;
            }
            deliveries++;
            bytes += size;
            Line line = lines.computeIfAbsent(delivery.subject(), Line::new);
            line.waiting.add(delivery);
            if (!line.underway && line.waiting.size() == 1) {
                ready.add(line);
                becameReady.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void whenRoom(Runnable resume) {
        wantRoom.add(resume);
        tellIfRoom(); // room may have come between the refused offer and this call
    }

    /**
     * Takes at most so many lines that have something waiting and nothing underway; waits up to {@code patience} for the first
     * and, when that came, up to {@code linger} for more. Each is underway until {@link #done}.
     */
    List<Taken> take(int most, Duration patience, Duration linger) throws InterruptedException {
        boolean fill;
        lock.lock();
        try {
            long left = patience.toNanos();
            while (ready.isEmpty() && left > 0) {
                left = becameReady.awaitNanos(left);
            }
            fill = !ready.isEmpty() && ready.size() < most;
        } finally {
            lock.unlock();
        }
        if (fill && linger.isPositive()) {
            TimeUnit.NANOSECONDS.sleep(linger.toNanos());
        }
        List<Taken> taken = new ArrayList<>();
        lock.lock();
        try {
            for (@Nullable Line line = next(most); line != null; line = next(most - taken.size())) {
                line.underway = true;
                taken.add(new Taken(line, new ArrayList<>(line.waiting)));
                line.waiting.clear();
            }
        } finally {
            lock.unlock();
        }
        tellIfRoom();
        return taken;
    }

    private @Nullable Line next(int room) {
        return room > 0 ? ready.poll() : null;
    }

    /** What of a line was underway is in, but for {@code rest}, which is the first of it to go next. */
    void done(Line line, List<Delivery> in, List<Delivery> rest) {
        lock.lock();
        try {
            deliveries -= in.size();
            for (Delivery delivery : in) {
                bytes -= delivery.raw().length;
            }
            line.underway = false;
            for (int i = rest.size() - 1; i >= 0; i--) {
                line.waiting.addFirst(rest.get(i));
            }
            if (line.waiting.isEmpty()) {
                lines.remove(line.subject);
            } else {
                ready.add(line);
            }
        } finally {
            lock.unlock();
        }
        tellIfRoom();
    }

    /** Those underway with it. */
    int deliveries() {
        lock.lock();
        try {
            return deliveries;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private void tellIfRoom() {
        if (wantRoom.isEmpty() || deliveries() > mostDeliveries / 2 || bytes() > mostBytes / 2) {
            return;
        }
        wantRoom.tell();
    }
}
