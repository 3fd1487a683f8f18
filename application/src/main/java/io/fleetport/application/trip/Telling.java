package io.fleetport.application.trip;

import io.fleetport.application.port.out.TelemetryLedger.GapChange;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.domain.vehicle.Reading;
import java.util.List;

/**
 * What a batch of readings changed, to be committed in one step.
 *
 * @param fresh readings not known before, none twice; connections first, then in event order
 * @param duplicates readings known before or said twice in the batch
 * @param trips at most one per trip id
 * @param gaps at most one per trip id, each of a trip in {@code trips} or told before
 */
public record Telling(List<Reading> fresh, List<Reading> duplicates, List<TripChange> trips, List<GapChange> gaps) {

    /** Nothing to commit. */
    public static final Telling NOTHING = new Telling(List.of(), List.of(), List.of(), List.of());

    public Telling {
        fresh = List.copyOf(fresh);
        duplicates = List.copyOf(duplicates);
        trips = List.copyOf(trips);
        gaps = List.copyOf(gaps);
    }
}
