package io.fleetport.application.port.out;

import io.fleetport.domain.vehicle.PositionPrivacy;
import java.util.Map;
import java.util.Optional;

/** When positions of which vehicles must not be kept. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface PrivacyRules {

    /** Empty when the vehicle never had a rule, or is another organization's. */
    Optional<PositionPrivacy> find(VehicleKey key);

    /** Replaces the vehicle's rule. */
    void keep(VehicleKey key, PositionPrivacy rule);

    /** The rules of all organizations that switch something off. */
    Map<VehicleKey, PositionPrivacy> inForce();

    /** Another one after every change, and cheap to ask for. */
    String mark();
}
