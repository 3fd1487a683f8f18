package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every charging session as last told. Written through {@link TelemetryLedger}. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Sessions {

    /** The variants of {@link ChargingSession} by name. */
    enum State {
        UNDERWAY,
        FINISHED,
        CLOSED_BY_RULE;

        public static State of(ChargingSession session) {
            return switch (session) {
                case ChargingSession.Underway u -> UNDERWAY;
                case ChargingSession.Finished f -> FINISHED;
                case ChargingSession.ClosedByRule c -> CLOSED_BY_RULE;
            };
        }
    }

    /** Which sessions to list. A null member does not restrict; {@code from} is inclusive, {@code until} exclusive, both on the start. */
    record Filter(
            @Nullable StationId station,
            @Nullable State state,
            @Nullable Instant from,
            @Nullable Instant until) {
        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /** Empty also when it is another organization's. */
    Optional<ChargingSession> find(StationKey station, SessionId session);

    /**
     * Newest start first, ties by station and session id descending.
     *
     * @param cursor from an earlier page of the same filter, null for the first
     * @param limit 1 to 1000
     */
    Page<ChargingSession> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /**
     * Sessions of one station that took place in {@code [from, until)} at least in part: that started in it, or before it and
     * were not over by {@code from}. Oldest start first, ties by session id.
     *
     * @param limit 1 to 100,000
     */
    List<ChargingSession> during(StationKey station, Instant from, Instant until, int limit);

    /** What is known of those of the sessions that are stored. */
    Map<SessionId, SessionFacts> facts(StationKey station, Collection<SessionId> sessions);
}
