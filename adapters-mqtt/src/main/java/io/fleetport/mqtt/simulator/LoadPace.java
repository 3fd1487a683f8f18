package io.fleetport.mqtt.simulator;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the stations of one event loop when their next message is due. One timer for all of them, at most once a millisecond:
 * fifteen thousand timers a second would cost more than the messages. Used by the loop's thread.
 */
final class LoadPace {

    private static final long SHORTEST_PAUSE_NANOS = 1_000_000;
    private static final long NO_TIMER = Long.MAX_VALUE;

    private final EventLoop loop;
    private final PriorityQueue<LoadStation> waiting =
            new PriorityQueue<>((a, b) -> Long.compare(a.wakeNanos(), b.wakeNanos()));
    private final List<LoadStation> stations = new ArrayList<>();
    private long timerNanos = NO_TIMER;
    private boolean waking;

    LoadPace(EventLoop loop, Duration keepAlive) {
        this.loop = loop;
        long betweenLooks = Math.max(100, keepAlive.toMillis() / 4);
        var unused = loop.scheduleWithFixedDelay(this::keepAlive, betweenLooks, betweenLooks, TimeUnit.MILLISECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    void join(LoadStation station) {
        stations.add(station);
    }

    /** Wakes the station, which must not be waiting already, at its time. */
    void await(LoadStation station) {
        waiting.add(station);
        if (!waking) { // else the timer is set once, when it is known who is next
            setTimer(station.wakeNanos(), System.nanoTime());
        }
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
        for (LoadStation next = waiting.peek(); next != null && next.wakeNanos() <= now; next = waiting.peek()) {
            waiting.remove();
            next.woken();
        }
        waking = false;
        LoadStation next = waiting.peek();
        if (next != null) {
            setTimer(next.wakeNanos(), now);
        }
    }

    private void keepAlive() {
        stations.forEach(LoadStation::keepAlive);
    }
}
