package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.trip.Telling;
import io.fleetport.domain.vehicle.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes deliveries of its vehicles in batches, reduces them, commits, and only then settles them.
 *
 * <p>While the store is away the batch is tried again for ever and the queue behind it fills: sources stop reading, and
 * nothing is lost or acknowledged. A batch the store refuses is halved until the one delivery it refuses is alone; that
 * one becomes a dead letter.
 */
final class Shard implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration SILENCE_CHECK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ShardQueue queue;
    private final IntakeParts parts;
    private final Belief belief;
    private final Residents residents;
    private volatile boolean closing;
    private Instant nextSilenceCheck = Instant.MIN;

    Shard(ShardQueue queue, IntakeParts parts) {
        this.queue = queue;
        this.parts = parts;
        this.belief = new Belief(parts.settings());
        this.residents =
                new Residents(parts.ledger(), parts.rule(), parts.settings().residentVehicles());
    }

    ShardQueue queue() {
        return queue;
    }

    /** Takes what is queued and then ends. */
    void close() {
        closing = true;
    }

    /** Vehicles whose trip was underway when the process last ended. Called before the thread starts. */
    void resume(List<VehicleKey> underway) {
        residents.load(underway, parts.clock().instant());
    }

    @Override
    public void run() {
        IntakeSettings settings = parts.settings();
        try {
            while (true) {
                List<Delivery> taken = queue.take(settings.batchDeliveries(), PATIENCE, settings.batchLinger());
                if (!taken.isEmpty()) {
                    process(taken);
                    residents.trim();
                } else if (closing) {
                    return;
                }
                noticeSilence();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("intake stopped with {} deliveries not stored; none of them was acknowledged", queue.size());
        }
    }

    private void process(List<Delivery> deliveries) throws InterruptedException {
        try {
            commit(deliveries);
        } catch (InterruptedException | PortUnavailable passing) {
            throw passing;
        } catch (RuntimeException refused) {
            if (deliveries.size() == 1) {
                setAside(deliveries.getFirst(), refused);
                return;
            }
            int half = deliveries.size() / 2;
            process(deliveries.subList(0, half));
            process(deliveries.subList(half, deliveries.size()));
        }
    }

    private void commit(List<Delivery> deliveries) throws InterruptedException {
        Map<VehicleKey, List<Integer>> byVehicle = new LinkedHashMap<>();
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            byVehicle
                    .computeIfAbsent(
                            new VehicleKey(delivery.organization(), delivery.vehicle()), key -> new ArrayList<>(2))
                    .add(i);
        }
        while (true) {
            try {
                Draft draft = patiently("reduce", () -> draft(deliveries, byVehicle), byVehicle);
                store(draft);
                settle(deliveries, draft);
                return;
            } catch (TelemetryLedger.StaleStanding stale) {
                parts.meters().stale();
                LOG.info("another writer moved a vehicle on, reducing the batch again: {}", stale.getMessage());
                residents.forget(byVehicle.keySet());
            } catch (RuntimeException refused) {
                residents.forget(byVehicle.keySet());
                throw refused;
            }
        }
    }

    private Draft draft(List<Delivery> deliveries, Map<VehicleKey, List<Integer>> byVehicle) {
        residents.load(byVehicle.keySet(), parts.clock().instant());
        Draft draft = new Draft(deliveries.size(), parts.keepsRaw());
        byVehicle.forEach((key, indexes) -> reduce(key, indexes, deliveries, draft));
        return draft;
    }

    private void reduce(VehicleKey key, List<Integer> indexes, List<Delivery> deliveries, Draft draft) {
        Delivery first = deliveries.get(indexes.getFirst());
        Resident resident = residents.findOrBegin(key, first.source(), first.receivedAt());
        @Nullable Instant newestSeen = resident.timeline.newestSeen().orElse(null);
        List<Reading> batch = new ArrayList<>(indexes.size());
        IdentityHashMap<Reading, Integer> whose = new IdentityHashMap<>();
        Belief.Judged[] judgements = new Belief.Judged[indexes.size()];
        for (int i = 0; i < indexes.size(); i++) {
            Delivery delivery = deliveries.get(indexes.get(i));
            Belief.Judged judged = belief.judge(delivery, newestSeen);
            if (judged.reading() == null) {
                draft.refuse(indexes.get(i), key, delivery, judged);
                continue;
            }
            judgements[i] = judged;
            draft.outcome(indexes.get(i), Outcome.DUPLICATE);
            batch.add(judged.reading());
            whose.put(judged.reading(), i);
        }
        if (batch.isEmpty()) {
            return;
        }
        Telling telling = resident.timeline.apply(batch, parts.history(), parts.trips());
        if (telling.fresh().isEmpty()) {
            return;
        }
        for (Reading reading : telling.fresh()) {
            @Nullable Integer i = whose.get(reading);
            if (i == null) {
                throw new IllegalStateException("the timeline told of a reading it was not given");
            }
            Delivery delivery = deliveries.get(indexes.get(i));
            draft.accept(indexes.get(i), resident, delivery, judgements[i], reading);
        }
        resident.lastReceivedAt = parts.clock().instant();
        draft.telling(resident, telling);
    }

    private void store(Draft draft) throws InterruptedException {
        if (draft.isEmpty()) {
            return;
        }
        TelemetryLedger.Batch batch = draft.batch();
        patiently(
                "commit",
                () -> {
                    parts.meters().timed(() -> parts.ledger().commit(batch));
                    return batch;
                },
                Map.of());
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
        VehicleKey key = new VehicleKey(delivery.organization(), delivery.vehicle());
        String detail = "could not be stored: " + refused.getClass().getSimpleName();
        Draft draft = new Draft(1, false);
        draft.outcome(0, new Outcome.DeadLettered(DeadLetterReason.UNDECODABLE, detail));
        draft.deadLetter(key, delivery, DeadLetterReason.UNDECODABLE, detail);
        store(draft);
        settle(List.of(delivery), draft);
    }

    private void noticeSilence() throws InterruptedException {
        Instant now = parts.clock().instant();
        if (now.isBefore(nextSilenceCheck)) {
            return;
        }
        nextSilenceCheck = now.plus(SILENCE_CHECK);
        Instant silentSince = now.minus(parts.settings().silence());
        Draft draft = new Draft(0, false);
        for (Resident resident : residents.all()) {
            if (resident.timeline.underway() && resident.lastReceivedAt.isBefore(silentSince)) {
                Telling telling = resident.timeline.fallSilent(now);
                if (!telling.trips().isEmpty()) {
                    draft.telling(resident, telling);
                }
            }
        }
        if (draft.isEmpty()) {
            return;
        }
        try {
            store(draft);
            settle(List.of(), draft);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (RuntimeException refused) {
            LOG.warn("trips of silent vehicles could not be finished now", refused);
            residents.forget(draft.keys());
        }
    }

    /** Does it until the store is there. What was half done in memory is forgotten before each new try. */
    private <T> T patiently(String what, Supplier<T> task, Map<VehicleKey, List<Integer>> startOver)
            throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            try {
                return task.get();
            } catch (PortUnavailable away) {
                parts.meters().retried();
                LOG.warn("store is away, will {} again in {} ms: {}", what, pause.toMillis(), away.getMessage());
                residents.forget(startOver.keySet());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}
