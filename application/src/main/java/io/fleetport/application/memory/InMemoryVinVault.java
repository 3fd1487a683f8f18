package io.fleetport.application.memory;

import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import java.util.Optional;

/** Sealed VINs by vehicle. */
final class InMemoryVinVault implements VinVault {

    private final Shelves shelves;

    InMemoryVinVault(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public void keep(VehicleKey key, SealedVin sealed) {
        shelves.writing(
                () -> shelves.ofPrivacy.isErased(key) ? sealed : shelves.ofPrivacy.vins.putIfAbsent(key, sealed));
    }

    @Override
    public Optional<SealedVin> find(VehicleKey key) {
        return shelves.reading(() -> Optional.ofNullable(shelves.ofPrivacy.vins.get(key)));
    }
}
