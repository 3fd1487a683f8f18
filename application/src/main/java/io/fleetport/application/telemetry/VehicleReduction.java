package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.trip.Telling;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings of vehicles: what is believed of them, what is new, and what that means for state and trips. */
final class VehicleReduction implements Reduction<VehicleKey> {

    private final IntakeParts parts;
    private final Belief belief;
    private final Reticence reticence;
    private final Residents residents;

    VehicleReduction(IntakeParts parts) {
        this.parts = parts;
        this.belief = new Belief(parts.settings());
        this.reticence = new Reticence(parts.discretion());
        this.residents = new Residents(
                parts.stores().ledger(), parts.rules().trips(), parts.settings().residentVehicles());
    }

    @Override
    public void load(Collection<VehicleKey> keys) {
        residents.load(keys, parts.clock().instant());
    }

    @Override
    public void reduce(VehicleKey key, List<Integer> indexes, List<Delivery> deliveries, Draft draft) {
        List<Reticence.Told> told = reticence.tell(key, indexes, deliveries, draft);
        if (told.isEmpty()) {
            return;
        }
        Delivery first = told.getFirst().delivery();
        Resident resident = residents.findOrBegin(key, first.source(), first.receivedAt());
        @Nullable Instant newestSeen = resident.timeline.newestSeen().orElse(null);
        List<Reading> batch = new ArrayList<>(told.size());
        IdentityHashMap<Reading, Integer> whose = new IdentityHashMap<>();
        Belief.Judged[] judgements = new Belief.Judged[told.size()];
        for (int i = 0; i < told.size(); i++) {
            Delivery delivery = told.get(i).delivery();
            Belief.Judged judged = belief.judge(key, delivery, newestSeen);
            if (judged.reading() == null) {
                draft.refuse(told.get(i).index(), delivery, judged);
                continue;
            }
            judgements[i] = judged;
            draft.outcome(told.get(i).index(), Outcome.DUPLICATE);
            batch.add(judged.reading());
            whose.put(judged.reading(), i);
        }
        if (batch.isEmpty()) {
            return;
        }
        @Nullable TripId underway = resident.timeline.tripUnderway();
        Telling telling = resident.timeline.apply(
                batch, parts.stores().history(), parts.stores().trips());
        if (telling.fresh().isEmpty()) {
            return;
        }
        for (Reading reading : telling.fresh()) {
            @Nullable Integer i = whose.get(reading);
            if (i == null) {
                throw new IllegalStateException("the timeline told of a reading it was not given");
            }
            Delivery delivery = told.get(i).delivery();
            draft.accept(told.get(i).index(), resident, delivery, judgements[i], reading);
        }
        resident.lastReceivedAt = parts.clock().instant();
        draft.telling(resident, telling, underway);
    }

    /** What may be kept of a single delivery: nothing, or one. */
    List<Reticence.Told> tell(Delivery delivery, Draft draft) {
        return delivery.subject() instanceof VehicleKey key
                ? reticence.tell(key, List.of(0), List.of(delivery), draft)
                : List.of(new Reticence.Told(0, delivery));
    }

    @Override
    public void noticeSilence(Instant now, Instant silentSince, Draft draft) {
        for (Resident resident : residents.all()) {
            if (resident.timeline.underway() && resident.lastReceivedAt.isBefore(silentSince)) {
                @Nullable TripId underway = resident.timeline.tripUnderway();
                Telling telling = resident.timeline.fallSilent(now);
                if (!telling.trips().isEmpty()) {
                    draft.telling(resident, telling, underway);
                }
            }
        }
    }

    @Override
    public void forget(Collection<? extends Subject> keys) {
        residents.forget(keys);
    }

    @Override
    public void trim() {
        residents.trim();
    }
}
