package io.fleetport.application.privacy;

import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;

/** Whoever was erased is nobody to those who only speak about vehicles, as stations do. Safe to call from many threads. */
public record ErasedVehicles(Pseudonyms pseudonyms, PrivacyBook book) implements Pseudonyms {

    @Override
    public VehicleId of(OrganizationId organization, String scheme, String outsideName) {
        VehicleId vehicle = pseudonyms.of(organization, scheme, outsideName);
        return book.isErased(new VehicleKey(organization, vehicle)) ? VehicleId.ERASED : vehicle;
    }
}
