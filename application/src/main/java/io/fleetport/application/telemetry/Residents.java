package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.trip.TripRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vehicles a shard holds in memory, least recently used first to go. Touched by its shard's thread only. */
final class Residents {

    private final Map<VehicleKey, Resident> held = new LinkedHashMap<>(1024, 0.75f, true);
    private final TelemetryLedger ledger;
    private final TripRule rule;
    private final int most;

    Residents(TelemetryLedger ledger, TripRule rule, int most) {
        this.ledger = ledger;
        this.rule = rule;
        this.most = most;
    }

    /** Brings in those of the vehicles that are stored but not held. */
    void load(Collection<VehicleKey> keys, Instant now) {
        List<VehicleKey> missing = new ArrayList<>();
        for (VehicleKey key : keys) {
            if (!held.containsKey(key)) {
                missing.add(key);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        for (Map.Entry<VehicleKey, Standing> stored : ledger.load(missing).entrySet()) {
            held.put(stored.getKey(), Resident.known(stored.getKey(), stored.getValue(), rule, now));
        }
    }

    @Nullable
    Resident find(VehicleKey key) {
        return held.get(key);
    }

    Resident findOrBegin(VehicleKey key, String source, Instant now) {
        @Nullable Resident known = held.get(key);
        if (known != null) {
            return known;
        }
        Resident begun = Resident.unknown(key, source, rule, now);
        held.put(key, begun);
        return begun;
    }

    /** Forgets what is held of these vehicles, so that the next use loads what is stored. */
    void forget(Collection<? extends Subject> keys) {
        keys.forEach(held::remove);
    }

    Collection<Resident> all() {
        return held.values();
    }

    /** Lets the least recently used go when there are too many. A vehicle with a trip underway stays: its silence must be noticed. */
    void trim() {
        if (held.size() <= most) {
            return;
        }
        int tooMany = held.size() - most;
        Iterator<Resident> oldest = held.values().iterator();
        while (tooMany > 0 && oldest.hasNext()) {
            if (!oldest.next().timeline.underway()) {
                oldest.remove();
                tooMany--;
            }
        }
    }
}
