package io.fleetport.mqtt.wire;

import io.fleetport.application.fleet.ReadingDelivery;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is meant by what a station calls a vehicle. A VIN means the vehicle that proves by its certificate to have it; any
 * other name the one that readings are delivered under. A VIN that was masked, as those of the archive are, means nobody. Safe to use from many threads.
 */
record Vehicles(Pseudonyms pseudonyms) {

    /** The name space of VINs, which certificates carry in capitals. */
    private static final String VIN_SCHEME = "vin";

    @Nullable
    VehicleId of(OrganizationId organization, @Nullable String name) {
        if (name == null || VinMask.isMasked(name)) {
            return null;
        }
        return VinMask.isVin(name)
                ? pseudonyms.of(organization, VIN_SCHEME, name.toUpperCase(Locale.ROOT))
                : pseudonyms.of(organization, ReadingDelivery.SOURCE, name);
    }
}
