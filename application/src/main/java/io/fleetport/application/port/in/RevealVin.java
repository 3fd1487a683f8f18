package io.fleetport.application.port.in;

import io.fleetport.domain.vehicle.VehicleId;
import java.util.Optional;

/** A vehicle's real VIN. Throws {@link NotPermitted} without {@link Permission#VIEW_VINS}. */
public interface RevealVin {

    int LEAST_REASON = 10;
    int MOST_REASON = 500;

    /**
     * The VIN, after it was recorded who asked and why. Empty when the vehicle is not the organization's, or its VIN is not
     * kept: it never proved itself by certificate, or was erased.
     *
     * @param reason why it is needed, {@value #LEAST_REASON} to {@value #MOST_REASON} characters
     * @throws InvalidRequest when the reason is too short or too long
     */
    Optional<String> reveal(Caller caller, VehicleId vehicle, String reason);
}
