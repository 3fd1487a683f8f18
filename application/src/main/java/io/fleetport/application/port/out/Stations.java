package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stations of each organization: registered or heard of. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Stations {

    /** A station with what is known of it now. */
    record Known(FleetStation station, StationState state) {}

    /**
     * Which stations to list; a null member does not restrict.
     *
     * @param status only those that last reported this
     * @param near only those whose last position, reported or registered, lies within
     * @param packs only those with so many packs ready
     */
    record Filter(
            @Nullable StationStatus status,
            @Nullable Near near,
            @Nullable PacksReady packs) {
        public static final Filter ALL = new Filter(null, null, null);

        /** For stores that look at one station after the other. */
        public boolean accepts(Known known) {
            @Nullable StationReport report = known.state().report();
            return (status == null || (report != null && report.status() == status))
                    && (near == null || near.accepts(known, report))
                    && (packs == null || packs.accepts(known.state()));
        }
    }

    /** Within so many metres of a point, great circle. */
    record Near(Position centre, double metres) {
        private boolean accepts(Known known, @Nullable StationReport report) {
            @Nullable Position reported = report == null ? null : report.position();
            @Nullable Position position = reported == null ? known.station().position() : reported;
            return position != null && position.metresTo(centre) <= metres;
        }
    }

    /** At least {@code count} slots that hold a ready pack of at least this state of charge; a pack that did not tell its own is none. */
    record PacksReady(int count, double socPercent) {
        private boolean accepts(StationState state) {
            return state.slots().stream()
                            .filter(slot -> slot.content() instanceof SlotContent.Holding holding
                                    && holding.use() == SlotContent.Use.READY
                                    && holding.condition().socPercent() != null
                                    && holding.condition().socPercent() >= socPercent)
                            .count()
                    >= count;
        }
    }

    /** Empty also when the station is another organization's. */
    Optional<Known> find(OrganizationId organization, StationId station);

    /**
     * By id.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     */
    Page<Known> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /** Whose station it is. Empty when nobody registered it and it was never heard of. */
    Optional<OrganizationId> ownerOf(StationId station);

    /** Whose station each is; at most 100,000. */
    Map<StationId, OrganizationId> owners();

    /**
     * Makes the station the organization's, or changes its name and position when it is already; the time of registration
     * stays. What was heard of it stays.
     *
     * @return false when it is another organization's; nothing was changed
     */
    boolean register(FleetStation station);
}
