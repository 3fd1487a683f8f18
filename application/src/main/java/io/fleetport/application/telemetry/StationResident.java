package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.station.StationTimeline;
import io.fleetport.domain.fleet.FleetStation;
import java.time.Instant;

/** A station's standing while it is in memory. Touched by its shard's thread only. */
final class StationResident {

    final StationKey key;
    final StationTimeline timeline;
    final FleetStation profile;
    long version;
    Instant lastReceivedAt;

    StationResident(
            StationKey key, StationTimeline timeline, FleetStation profile, long version, Instant lastReceivedAt) {
        this.key = key;
        this.timeline = timeline;
        this.profile = profile;
        this.version = version;
        this.lastReceivedAt = lastReceivedAt;
    }
}
