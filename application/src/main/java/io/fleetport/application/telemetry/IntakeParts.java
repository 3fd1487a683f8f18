package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.privacy.Discretion;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What every shard works with.
 *
 * @param live null when nobody watches
 * @param keepsRaw whether raw messages go to the archive
 * @param wakeArchive run after a commit that holds raw messages
 * @param discretion what of a vehicle may be kept
 * @param events null when nobody is told of events
 * @param tracing hears of commits
 * @param replays whether what comes was taken before: what it was then is told to nobody, is no dead letter, and nobody is silent
 *     before it is said until when
 */
record IntakeParts(
        IntakeRules rules,
        IntakeStores stores,
        @Nullable LiveBus live,
        Clock clock,
        IntakeMeters meters,
        boolean keepsRaw,
        Runnable wakeArchive,
        Discretion discretion,
        @Nullable IntakeEvents events,
        Tracing tracing,
        boolean replays) {

    IntakeSettings settings() {
        return rules.settings();
    }

    Draft draft(int deliveries, boolean withRaw) {
        return new Draft(deliveries, withRaw, !replays, new EventDraft(events == null ? null : events.bodies(), clock));
    }

    void committed(Draft draft) {
        if (live != null && !draft.live().isEmpty()) {
            live.publish(draft.live());
        }
        if (keepsRaw) {
            wakeArchive.run();
        }
        if (events != null && draft.hasEvents()) {
            events.committed().run();
        }
    }
}
