package io.fleetport.aws.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import java.util.Comparator;

/** Whom a message is about, as the files name it. Ordered by kind, then id. */
record Subject(String kind, String id) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind).thenComparing(Subject::id);

    static Subject of(ArchivedMessage message) {
        return switch (message.subject()) {
            case VehicleKey vehicle -> new Subject("vehicle", vehicle.vehicle().toString());
            case StationKey station -> new Subject("station", station.station().value());
        };
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
