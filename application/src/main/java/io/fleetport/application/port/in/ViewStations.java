package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.station.StationState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stations of the caller's organization. Throws {@link NotPermitted} without {@link Permission#VIEW_STATIONS}. */
public interface ViewStations {

    /**
     * A station and what is known of it now.
     *
     * @param online whether it is connected; one that never says so is taken to be while it is fresh
     * @param fresh whether its newest report is no older than the rule's {@code observedWithin}
     * @param age of its newest report, never negative; null when it never reported
     */
    record Seen(
            FleetStation station,
            StationState state,
            boolean online,
            boolean fresh,
            @Nullable Duration age) {

        public static Seen of(FleetStation station, StationState state, Instant now, StationRule rule) {
            StationReport report = state.report();
            Duration sinceReport = report == null ? null : Duration.between(report.observedAt(), now);
            boolean fresh = sinceReport != null && sinceReport.compareTo(rule.observedWithin()) <= 0;
            StationState.Presence presence = state.presence();
            return new Seen(
                    station,
                    state,
                    presence == null ? fresh : presence.online(),
                    fresh,
                    sinceReport != null && sinceReport.isNegative() ? Duration.ZERO : sinceReport);
        }

        /** Where it last said it is, else where it was registered. */
        public @Nullable Position position() {
            StationReport report = state.report();
            return report != null && report.position() != null ? report.position() : station.position();
        }
    }

    /**
     * By id.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     * @throws InvalidRequest when the cursor is none of ours
     */
    Page<Seen> list(Caller caller, Stations.Filter filter, @Nullable String cursor, int limit);

    /** Empty also when the station is another organization's. */
    Optional<Seen> find(Caller caller, StationId station);
}
