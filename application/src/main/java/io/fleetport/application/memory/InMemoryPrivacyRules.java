package io.fleetport.application.memory;

import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.PositionPrivacy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rules by vehicle. */
final class InMemoryPrivacyRules implements PrivacyRules {

    private final Shelves shelves;

    InMemoryPrivacyRules(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<PositionPrivacy> find(VehicleKey key) {
        return shelves.reading(() -> Optional.ofNullable(shelves.ofPrivacy.rules.get(key)));
    }

    @Override
    public void keep(VehicleKey key, PositionPrivacy rule) {
        shelves.writing(() -> {
            shelves.ofPrivacy.changes++;
            return shelves.ofPrivacy.rules.put(key, rule);
        });
    }

    @Override
    public Map<VehicleKey, PositionPrivacy> inForce() {
        return shelves.reading(() -> {
            Map<VehicleKey, PositionPrivacy> off = new HashMap<>(shelves.ofPrivacy.rules);
            off.values().removeIf(rule -> !rule.off());
            return off;
        });
    }

    @Override
    public String mark() {
        return shelves.reading(() -> Long.toString(shelves.ofPrivacy.changes));
    }
}
