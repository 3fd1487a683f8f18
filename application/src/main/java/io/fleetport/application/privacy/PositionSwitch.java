package io.fleetport.application.privacy;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.SwitchPositions;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Map;
import java.util.Optional;

/** Changes rules in their store and tells this process at once. Safe to call from many threads. */
public final class PositionSwitch implements SwitchPositions {

    private final Vehicles vehicles;
    private final PrivacyRules rules;
    private final Discretion book;
    private final AuditTrail audit;

    public PositionSwitch(Vehicles vehicles, PrivacyRules rules, Discretion book, AuditTrail audit) {
        this.vehicles = vehicles;
        this.rules = rules;
        this.book = book;
        this.audit = audit;
    }

    @Override
    public Optional<PositionPrivacy> find(Caller caller, VehicleId vehicle) {
        caller.requireWhole(Permission.MANAGE_PRIVACY);
        return isKnown(caller, vehicle)
                ? Optional.of(rules.find(key(caller, vehicle)).orElse(PositionPrivacy.ON))
                : Optional.empty();
    }

    @Override
    public Optional<PositionPrivacy> change(Caller caller, VehicleId vehicle, PositionPrivacy rule) {
        caller.requireWhole(Permission.MANAGE_PRIVACY);
        if (rule.schedule().size() > MOST_INTERVALS) {
            throw new InvalidRequest("schedule", "schedule must have at most " + MOST_INTERVALS + " intervals");
        }
        if (!isKnown(caller, vehicle)) {
            return Optional.empty();
        }
        audit.record(
                caller,
                "positions.switch",
                "vehicle",
                vehicle.toString(),
                null,
                Map.of(
                        "positions",
                        rule.off() ? "off" : "on",
                        "intervals",
                        Integer.toString(rule.schedule().size())));
        rules.keep(key(caller, vehicle), rule);
        book.lookAgain();
        return Optional.of(rule);
    }

    private boolean isKnown(Caller caller, VehicleId vehicle) {
        return vehicles.find(caller.organization(), vehicle).isPresent();
    }

    private static VehicleKey key(Caller caller, VehicleId vehicle) {
        return new VehicleKey(caller.organization(), vehicle);
    }
}
