package io.fleetport.application.memory;

import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.PositionPrivacy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The part of the {@link Shelves} about what must not be known or kept, under the same lock. */
final class PrivacyShelves {

    record KeyName(OrganizationId organization, String purpose) {}

    final Map<KeyName, Keys.Wrapped> keys = new HashMap<>();
    final Map<VehicleKey, VinVault.SealedVin> vins = new HashMap<>();
    final Map<VehicleKey, PositionPrivacy> rules = new HashMap<>();
    /** In the order kept. */
    final Map<UUID, Erasure> erasures = new LinkedHashMap<>();

    long changes;

    /** Whether the vehicle as a whole was erased and not let in again. */
    boolean isErased(VehicleKey key) {
        return erasures.values().stream()
                .anyMatch(erasure -> erasure.isOfVehicle()
                        && erasure.readmittedAt() == null
                        && erasure.organization().equals(key.organization())
                        && erasure.vehicle().equals(key.vehicle()));
    }
}
