package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.privacy.Discretion;
import java.time.Clock;

/**
 * What every shard works with.
 *
 * @param keepsRaw whether raw messages go to the archive
 * @param wakeArchive run after a commit that holds raw messages
 * @param discretion what of a vehicle may be kept
 */
record IntakeParts(
        IntakeRules rules,
        IntakeStores stores,
        LiveBus live,
        Clock clock,
        IntakeMeters meters,
        boolean keepsRaw,
        Runnable wakeArchive,
        Discretion discretion) {

    IntakeSettings settings() {
        return rules.settings();
    }

    void committed(Draft draft) {
        if (!draft.live().isEmpty()) {
            live.publish(draft.live());
        }
        if (keepsRaw) {
            wakeArchive.run();
        }
    }
}
