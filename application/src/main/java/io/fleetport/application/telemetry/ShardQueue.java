package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a shard: bounded in number and in bytes, and it remembers who wants to be told when there is room
 * again. Many threads offer, one takes.
 */
final class ShardQueue {

    private final ArrayBlockingQueue<Delivery> waiting;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final RoomSeekers wantRoom = new RoomSeekers();
    private final int roomy;

    ShardQueue(int mostDeliveries, long mostBytes) {
        this.waiting = new ArrayBlockingQueue<>(mostDeliveries);
        this.mostBytes = mostBytes;
        this.roomy = Math.max(1, mostDeliveries / 2);
    }

    boolean offer(Delivery delivery) {
        int size = delivery.raw().length;
        long before = bytes.getAndAdd(size);
        // One delivery is always let in, else one larger than the bound would wait for ever.
        boolean fits = before == 0 || before + size <= mostBytes;
        if (fits && waiting.offer(delivery)) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    void whenRoom(Runnable resume) {
        wantRoom.add(resume);
        tellIfRoom(); // room may have come between the refused offer and this call
    }

    /** Takes what there is, at most {@code most}; waits up to {@code patience} for the first and up to {@code linger} for more. */
    List<Delivery> take(int most, Duration patience, Duration linger) throws InterruptedException {
        @Nullable Delivery first = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            tellIfRoom();
            return List.of();
        }
        List<Delivery> taken = new ArrayList<>(Math.min(most, waiting.size() + 16));
        taken.add(first);
        waiting.drainTo(taken, most - 1);
        long until = System.nanoTime() + linger.toNanos();
        while (taken.size() < most) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            // Sleeping in one piece and draining once is cheaper than waking for every delivery.
            TimeUnit.NANOSECONDS.sleep(left);
            waiting.drainTo(taken, most - taken.size());
        }
        long freed = 0;
        for (int i = 0; i < taken.size(); i++) {
            freed += taken.get(i).raw().length;
        }
        bytes.addAndGet(-freed);
        tellIfRoom();
        return taken;
    }

    int size() {
        return waiting.size();
    }

    long bytes() {
        return bytes.get();
    }

    private void tellIfRoom() {
        if (wantRoom.isEmpty() || waiting.size() > roomy || bytes.get() > mostBytes / 2) {
            return;
        }
        wantRoom.tell();
    }
}
