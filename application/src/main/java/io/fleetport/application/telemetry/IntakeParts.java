package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.domain.trip.TripRule;
import java.time.Clock;

/**
 * What every shard works with.
 *
 * @param keepsRaw whether raw messages go to the archive
 * @param wakeArchive run after a commit that holds raw messages
 */
record IntakeParts(
        IntakeSettings settings,
        TripRule rule,
        TelemetryLedger ledger,
        History history,
        Trips trips,
        LiveBus live,
        Clock clock,
        IntakeMeters meters,
        boolean keepsRaw,
        Runnable wakeArchive) {

    void committed(Draft draft) {
        if (!draft.live().isEmpty()) {
            live.publish(draft.live());
        }
        if (keepsRaw) {
            wakeArchive.run();
        }
    }
}
