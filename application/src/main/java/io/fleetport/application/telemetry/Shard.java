package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.VehicleKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes deliveries about its vehicles and stations in batches, reduces them, commits, and only then settles them.
 *
 * <p>While the store is away the batch is tried again for ever and the queue behind it fills: sources stop reading, and
 * nothing is lost or acknowledged. A batch the store refuses is halved until the one delivery it refuses is alone; that
 * one becomes a dead letter.
 */
final class Shard implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final int LOADED_AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration SILENCE_CHECK = Duration.ofSeconds(1);

    private final ShardQueue queue;
    private final IntakeParts parts;
    private final Patience patience;
    private final VehicleReduction vehicles;
    private final StationReduction stations;
    private volatile boolean closing;
    private volatile @Nullable Silence asked;
    private Instant nextSilenceCheck = Instant.MIN;
    private Duration linger;

    /** Until when nothing more was said, and who wants to hear that it was noticed. */
    private record Silence(Instant until, CompletableFuture<@Nullable Void> noticed) {}

    Shard(ShardQueue queue, IntakeParts parts) {
        this.queue = queue;
        this.parts = parts;
        this.patience = new Patience(parts.meters());
        this.vehicles = new VehicleReduction(parts);
        this.stations = new StationReduction(parts);
        this.linger = parts.settings().batchLinger();
    }

    ShardQueue queue() {
        return queue;
    }

    /** Takes what is queued and then ends. */
    void close() {
        closing = true;
    }

    /** Ends what silence up to then ends, once nothing is queued. Only for one that replays; to be asked again only when done. */
    CompletableFuture<@Nullable Void> silent(Instant until) {
        Silence silence = new Silence(until, new CompletableFuture<>());
        asked = silence;
        return silence.noticed();
    }

    /** What was underway when the process last ended: its silence must be noticed. Called before the thread starts. */
    void resume(List<VehicleKey> onTheWay, List<StationKey> withOpenEnds) {
        inParts(onTheWay, vehicles::load);
        inParts(withOpenEnds, stations::load);
    }

    /** A store is asked for so many at most. */
    private static <K> void inParts(List<K> keys, Consumer<List<K>> load) {
        for (int from = 0; from < keys.size(); from += LOADED_AT_ONCE) {
            load.accept(keys.subList(from, Math.min(keys.size(), from + LOADED_AT_ONCE)));
        }
    }

    @Override
    public void run() {
        IntakeSettings settings = parts.settings();
        try {
            while (true) {
                List<Delivery> taken = queue.take(settings.batchDeliveries(), PATIENCE, linger);
                if (!taken.isEmpty()) {
                    long begun = System.nanoTime();
                    process(taken);
                    linger = settings.lingerAfter(Duration.ofNanos(System.nanoTime() - begun));
                    vehicles.trim();
                    stations.trim();
                } else if (closing) {
                    return;
                }
                if (parts.replays()) {
                    noticeSilenceAsked(taken.isEmpty());
                } else {
                    noticeSilence();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("intake stopped with {} deliveries not stored; none of them was acknowledged", queue.size());
        }
    }

    private void process(List<Delivery> deliveries) throws InterruptedException {
        Tracing.Span storing = parts.tracing().store(deliveries);
        try {
            commit(deliveries, storing);
        } catch (InterruptedException | PortUnavailable passing) {
            throw passing;
        } catch (RuntimeException refused) {
            storing.fail(refused.getClass().getSimpleName());
            if (deliveries.size() == 1) {
                setAside(deliveries.getFirst(), refused);
                return;
            }
            int half = deliveries.size() / 2;
            process(deliveries.subList(0, half));
            process(deliveries.subList(half, deliveries.size()));
        }
    }

    private void commit(List<Delivery> deliveries, Tracing.Span storing) throws InterruptedException {
        Subjects subjects = Subjects.of(deliveries);
        boolean stale = false;
        while (true) {
            boolean lookAgain = stale;
            try {
                Draft draft = patience.until(
                        "reduce",
                        () -> {
                            if (lookAgain) { // a vehicle that was erased is refused like one that another writer moved
                                // on
                                parts.discretion().lookAgain();
                            }
                            return draft(deliveries, subjects);
                        },
                        () -> forget(subjects));
                store(draft);
                storing.end();
                settle(deliveries, draft);
                return;
            } catch (TelemetryLedger.StaleStanding moved) {
                parts.meters().stale();
                LOG.info("another writer was here, reducing the batch again: {}", moved.getMessage());
                forget(subjects);
                stale = true;
            } catch (RuntimeException refused) {
                forget(subjects);
                throw refused;
            }
        }
    }

    private Draft draft(List<Delivery> deliveries, Subjects subjects) {
        vehicles.load(subjects.vehicles().keySet());
        stations.load(subjects.stations().keySet());
        Draft draft = parts.draft(deliveries.size(), parts.keepsRaw());
        subjects.vehicles().forEach((key, indexes) -> vehicles.reduce(key, indexes, deliveries, draft));
        subjects.stations().forEach((key, indexes) -> stations.reduce(key, indexes, deliveries, draft));
        return draft;
    }

    private void forget(Subjects subjects) {
        vehicles.forget(subjects.vehicles().keySet());
        stations.forget(subjects.stations().keySet());
    }

    private void store(Draft draft) throws InterruptedException {
        if (draft.isEmpty()) {
            return;
        }
        TelemetryLedger.Batch batch = draft.batch();
        patience.until(
                "commit",
                () -> {
                    parts.meters().timed(() -> parts.stores().ledger().commit(batch));
                    return batch;
                },
                () -> {});
        draft.committed();
    }

    private void settle(List<Delivery> deliveries, Draft draft) {
        for (int i = 0; i < deliveries.size(); i++) {
            Outcome outcome = draft.outcome(i);
            parts.meters().settled(outcome);
            tell(deliveries.get(i), outcome);
        }
        parts.meters().deadLetters(draft.deadLetters());
        parts.committed(draft);
    }

    private static void tell(Delivery delivery, Outcome outcome) {
        try {
            delivery.settlement().settled(outcome);
        } catch (RuntimeException bug) {
            LOG.error("a {} source failed to hear what became of its delivery", delivery.source(), bug);
        }
    }

    private void setAside(Delivery delivery, RuntimeException refused) throws InterruptedException {
        LOG.error("a delivery from {} could not be stored and becomes a dead letter", delivery.source(), refused);
        String detail = "could not be stored: " + refused.getClass().getSimpleName();
        Draft draft = parts.draft(1, false);
        for (Reticence.Told told : vehicles.tell(delivery, draft)) {
            draft.outcome(0, new Outcome.DeadLettered(DeadLetterReason.UNDECODABLE, detail));
            draft.deadLetter(told.delivery(), DeadLetterReason.UNDECODABLE, detail);
        }
        store(draft);
        settle(List.of(delivery), draft);
    }

    private void noticeSilence() throws InterruptedException {
        Instant now = parts.clock().instant();
        if (now.isBefore(nextSilenceCheck)) {
            return;
        }
        nextSilenceCheck = now.plus(SILENCE_CHECK);
        noticeSilence(now, now.minus(parts.settings().silence()));
    }

    private void noticeSilenceAsked(boolean idle) throws InterruptedException {
        Silence silence = asked;
        if (silence == null || !idle) {
            return;
        }
        noticeSilence(silence.until(), Instant.MAX);
        asked = null;
        silence.noticed().complete(null);
    }

    private void noticeSilence(Instant now, Instant silentSince) throws InterruptedException {
        Draft draft = parts.draft(0, false);
        vehicles.noticeSilence(now, silentSince, draft);
        stations.noticeSilence(now, silentSince, draft);
        if (draft.isEmpty()) {
            return;
        }
        try {
            store(draft);
            settle(List.of(), draft);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (RuntimeException refused) {
            LOG.warn("what silence ended could not be stored now", refused);
            vehicles.forget(draft.keys());
            stations.forget(draft.keys());
        }
    }
}
