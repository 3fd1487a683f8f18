package io.fleetport.tesla.simulator;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the vehicles of one event loop when their next record is due. One timer for all of them, at most once a millisecond:
 * fifty thousand timers a second would cost more than the records. Used by the loop's thread.
 */
final class Pace {

    private static final long SHORTEST_PAUSE_NANOS = 1_000_000;
    private static final long NO_TIMER = Long.MAX_VALUE;
    private static final long SILENCE_CHECK_MILLIS = 500;

    private final EventLoop loop;
    private final PriorityQueue<VehicleClient> waiting =
            new PriorityQueue<>((a, b) -> Long.compare(a.wakeNanos(), b.wakeNanos()));
    private final List<VehicleClient> vehicles = new ArrayList<>();
    private final LatencyHistogram fromIntended = new LatencyHistogram();
    private final LatencyHistogram fromSend = new LatencyHistogram();
    private long timerNanos = NO_TIMER;
    private boolean waking;
    private long countFromNanos = Long.MIN_VALUE;

    Pace(EventLoop loop) {
        this.loop = loop;
        var unused = loop.scheduleWithFixedDelay(
                this::checkSilence, SILENCE_CHECK_MILLIS, SILENCE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    void join(VehicleClient vehicle) {
        vehicles.add(vehicle);
    }

    /** Wakes the vehicle, which must not be waiting already, at its time. */
    void await(VehicleClient vehicle) {
        waiting.add(vehicle);
        if (!waking) { // else the timer is set once, when it is known who is next
            setTimer(vehicle.wakeNanos(), System.nanoTime());
        }
    }

    /** Records that should have been sent earlier do not count; from any thread. */
    void countFrom(long nanos) {
        loop.execute(() -> countFromNanos = nanos);
    }

    void answered(Unacknowledged.Pending record, long nowNanos) {
        if (record.intendedNanos < countFromNanos) {
            return;
        }
        fromIntended.add(nowNanos - record.intendedNanos);
        fromSend.add(nowNanos - record.sentNanos);
    }

    /** Adds what was measured here to the given histograms; only when the loop has come to rest. */
    void addTo(LatencyHistogram intended, LatencyHistogram send) {
        intended.addAll(fromIntended);
        send.addAll(fromSend);
    }

    private void setTimer(long wakeNanos, long now) {
        if (wakeNanos < timerNanos) {
            long pause = Math.max(SHORTEST_PAUSE_NANOS, wakeNanos - now);
            timerNanos = now + pause;
            var unused = loop.schedule(this::tick, pause, TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        if (now < timerNanos) {
            return; // an earlier one was set after this one, and woke whom this one was for
        }
        timerNanos = NO_TIMER;
        waking = true;
        for (VehicleClient next = waiting.peek(); next != null && next.wakeNanos() <= now; next = waiting.peek()) {
            waiting.remove();
            next.woken();
        }
        waking = false;
        VehicleClient next = waiting.peek();
        if (next != null) {
            setTimer(next.wakeNanos(), now);
        }
    }

    private void checkSilence() {
        long now = System.nanoTime();
        for (VehicleClient vehicle : vehicles) {
            vehicle.checkSilence(now);
        }
    }
}
