package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;

/** The partition of one vehicle or station: what is about it alone lies together, and is read in one question as it is now. */
final class SubjectItems {

    private SubjectItems() {}

    /** In any of the tables. */
    static String partition(Subject subject) {
        return switch (subject) {
            case VehicleKey key ->
                Key.join(key.organization().value(), "vehicle", key.vehicle().toString());
            case StationKey key ->
                Key.join(key.organization().value(), "station", key.station().value());
        };
    }
}
