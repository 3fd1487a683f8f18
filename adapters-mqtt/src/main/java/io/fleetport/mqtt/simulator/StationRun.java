package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for the stations of one run, tells of their progress, and notices when nothing moves any more. */
final class StationRun {

    enum Ending {
        DONE,
        GAVE_UP,
        INTERRUPTED
    }

    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final int stations;
    private final Tally tally;
    private final Progress.Listener listener;
    private final Duration giveUpAfter;
    private final AtomicInteger remaining;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private long startNanos = System.nanoTime();
    private long warmAt = NEVER;
    private long scheduleEndsAt = NEVER;
    private long acknowledgedBefore;
    private long acknowledgedInTime = -1;

    StationRun(int stations, Tally tally, Progress.Listener listener, Duration giveUpAfter) {
        this.stations = stations;
        this.tally = tally;
        this.listener = listener;
        this.giveUpAfter = giveUpAfter;
        this.remaining = new AtomicInteger(stations);
        if (stations == 0) {
            ending.complete(Ending.DONE);
        }
    }

    /** Sending begins now and takes as long as it takes. */
    void begin() {
        startNanos = System.nanoTime();
    }

    /** Sending begins now and is planned to take {@code sending}; the rate counts from {@code warmUp} on until then. */
    void begin(Duration warmUp, Duration sending) {
        startNanos = System.nanoTime();
        warmAt = warmUp.isZero() ? NEVER : startNanos + warmUp.toNanos();
        scheduleEndsAt = startNanos + sending.toNanos();
    }

    /** To be called once for each station. */
    void stationDone() {
        if (remaining.decrementAndGet() == 0) {
            ending.complete(Ending.DONE);
        }
    }

    /** Ends the run from any thread. */
    void stop() {
        ending.complete(Ending.INTERRUPTED);
    }

    boolean hasEnded() {
        return ending.isDone();
    }

    /** Blocks until the run ends; an interruption of this thread ends it, too, and stays set. */
    Ending await() {
        long lastProgress = tally.progress();
        long movedNanos = System.nanoTime();
        try {
            while (true) {
                try {
                    return ending.get(untilNextLook(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    listener.progressed(Progress.of(tally));
                }
                long now = System.nanoTime();
                if (acknowledgedInTime < 0) {
                    takeMarks(now);
                }
                long progress = tally.progress();
                if (progress != lastProgress || nothingOwed()) {
                    lastProgress = progress;
                    movedNanos = now;
                } else if (now - movedNanos > giveUpAfter.toNanos()) {
                    return Ending.GAVE_UP;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.INTERRUPTED;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            listener.progressed(Progress.of(tally));
        }
    }

    /** A station may have nothing to say for minutes; that is not a standstill as long as all could. */
    private boolean nothingOwed() {
        return tally.sent.sum() <= tally.answered() && tally.open.sum() >= remaining.get();
    }

    /** Reads the count of acknowledgements where the measure begins and ends. */
    private void takeMarks(long now) {
        if (now >= warmAt) {
            warmAt = NEVER;
            startNanos = now;
            acknowledgedBefore = tally.acknowledged.sum();
        }
        if (now >= scheduleEndsAt) {
            acknowledgedInTime = tally.acknowledged.sum();
            scheduleEndsAt = now;
        }
    }

    private long untilNextLook() {
        long now = System.nanoTime();
        long mark = Math.min(warmAt, acknowledgedInTime < 0 ? scheduleEndsAt : NEVER);
        return Math.max(1, Math.min(BETWEEN_LOOKS.toNanos(), mark == NEVER ? NEVER : mark - now));
    }

    StationReport report(Ending how, double handshakesPerSecond, StationReport.Rows rows) {
        long last = Math.max(startNanos, tally.lastAnswerNanos());
        boolean inTime = acknowledgedInTime >= 0;
        long until = inTime ? scheduleEndsAt : last;
        long counted = (inTime ? acknowledgedInTime : tally.acknowledged.sum()) - acknowledgedBefore;
        double seconds = (until - startNanos) / 1e9;
        long sent = tally.sent.sum();
        return new StationReport(
                stations,
                new StationReport.Messages(
                        tally.planned.sum(),
                        sent,
                        tally.acknowledged.sum(),
                        tally.refused.sum(),
                        tally.resent.sum(),
                        Math.max(0, sent - tally.answered()),
                        Math.max(0, tally.planned.sum() - sent)),
                new StationReport.Connections(
                        tally.connections.sum(),
                        tally.disconnections.sum(),
                        tally.failedAttempts.sum(),
                        handshakesPerSecond),
                Duration.ofNanos(last - startNanos),
                seconds > 0 ? counted / seconds : 0,
                tally.fromIntended.summary(),
                tally.fromSend.summary(),
                tally.sentByTopic(),
                tally.refusalReasons(),
                tally.commands.sum(),
                rows,
                how == Ending.INTERRUPTED,
                how == Ending.GAVE_UP);
    }
}
