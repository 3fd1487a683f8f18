package io.fleetport.application.port.in;

import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Optional;

/** Whether it is kept where a vehicle is. Throws {@link NotPermitted} without {@link Permission#MANAGE_PRIVACY}. */
public interface SwitchPositions {

    /** Most intervals of a schedule. */
    int MOST_INTERVALS = 50;

    /** Empty when the vehicle is not the organization's. */
    Optional<PositionPrivacy> find(Caller caller, VehicleId vehicle);

    /**
     * Replaces the vehicle's rule. It holds for everything taken in from some seconds later at the latest, by event time;
     * what is stored already stays.
     *
     * @return the rule; empty when the vehicle is not the organization's
     */
    Optional<PositionPrivacy> change(Caller caller, VehicleId vehicle, PositionPrivacy rule);
}
