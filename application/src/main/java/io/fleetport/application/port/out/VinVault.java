package io.fleetport.application.port.out;

import java.util.Optional;

/**
 * Real VINs, each sealed under a key of its vehicle's own. It holds nothing that opens them. Safe to call from many threads.
 * Any method may throw {@link PortUnavailable}.
 */
public interface VinVault {

    /**
     * A sealed VIN.
     *
     * @param key the vehicle's key, wrapped
     * @param vin sealed under that key; neither is copied, and must not change
     */
    record SealedVin(byte[] key, byte[] vin) {}

    /** Keeps it, unless there is one already or the vehicle was erased and not let in again. */
    void keep(VehicleKey key, SealedVin sealed);

    /** Empty also when the vehicle is another organization's. */
    Optional<SealedVin> find(VehicleKey key);
}
