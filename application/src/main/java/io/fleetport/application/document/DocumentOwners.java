package io.fleetport.application.document;

import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageDocuments.Declaration;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds whose a declared document is. Safe to use from many threads. */
public final class DocumentOwners {

    private final Vehicles vehicles;
    private final Trips trips;
    private final Discretion discretion;

    /** The vehicle, and when what is declared began. */
    record Owner(VehicleId vehicle, Instant recordedAt) {}

    public DocumentOwners(Vehicles vehicles, Trips trips, Discretion discretion) {
        this.vehicles = vehicles;
        this.trips = trips;
        this.discretion = discretion;
    }

    /**
     * @return empty when the vehicle or trip is not the organization's
     * @throws InvalidRequest when it is the trip of another vehicle, or of a time that was erased
     */
    Optional<Owner> of(OrganizationId organization, Declaration declaration, Instant now) {
        @Nullable Trip trip = null;
        if (declaration.trip() != null) {
            trip = trips.find(organization, declaration.trip()).orElse(null);
            if (trip == null) {
                return Optional.empty();
            }
        }
        @Nullable VehicleId named = declaration.vehicle();
        @Nullable VehicleId vehicle = named == null && trip != null ? trip.vehicle() : named;
        if (vehicle == null || vehicles.find(organization, vehicle).isEmpty()) {
            return Optional.empty();
        }
        if (trip != null && !trip.vehicle().equals(vehicle)) {
            throw new InvalidRequest("vehicle_id", "vehicle_id is not the vehicle of the trip");
        }
        Instant recordedAt = recordedAt(declaration, trip, now).truncatedTo(ChronoUnit.MICROS);
        Discretion.@Nullable Rule rule = discretion.of(new VehicleKey(organization, vehicle));
        if (rule != null && rule.refuses(recordedAt)) {
            throw new InvalidRequest("recorded_at", "recorded_at is of a time that was erased");
        }
        return Optional.of(new Owner(vehicle, recordedAt));
    }

    private static Instant recordedAt(Declaration declaration, @Nullable Trip trip, Instant now) {
        if (declaration.recordedAt() != null) {
            return declaration.recordedAt();
        }
        return trip == null ? now : trip.startedAt();
    }
}
