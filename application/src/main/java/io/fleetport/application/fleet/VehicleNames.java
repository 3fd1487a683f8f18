package io.fleetport.application.fleet;

import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Display names of vehicles, remembered for a short while because every listed trip needs one. Safe to use from many threads. */
public final class VehicleNames {

    /** A changed name shows after this long at the latest. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** About 2 MB of names; past it everything is forgotten and asked for again. */
    private static final int MOST = 20_000;

    private final Vehicles vehicles;
    private final Clock clock;
    private final ConcurrentMap<VehicleKey, Name> known = new ConcurrentHashMap<>();

    private record Name(String text, Instant until) {}

    public VehicleNames(Vehicles vehicles, Clock clock) {
        this.vehicles = vehicles;
        this.clock = clock;
    }

    /** The display name, or the id for a vehicle that is not stored. */
    String of(VehicleKey key) {
        Instant now = clock.instant();
        Name name = known.get(key);
        if (name != null && now.isBefore(name.until())) {
            return name.text();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        String text = vehicles.find(key.organization(), key.vehicle())
                .map(found -> found.vehicle().name())
                .orElseGet(() -> key.vehicle().toString());
        known.put(key, new Name(text, now.plus(REMEMBERED)));
        return text;
    }
}
