package io.fleetport.domain.station;

import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vehicle at a connector, as told by what was heard of it. Only a {@link Finished} one has an end. */
public sealed interface ChargingSession {

    StationId station();

    SessionId id();

    Instant startedAt();

    Figures figures();

    /** When it ended, or for one closed by rule when it was last heard of; empty while underway. */
    Optional<Instant> over();

    record Underway(StationId station, SessionId id, Instant startedAt, Figures figures) implements ChargingSession {
        @Override
        public Optional<Instant> over() {
            return Optional.empty();
        }
    }

    record Finished(StationId station, SessionId id, Instant startedAt, Instant endedAt, Figures figures)
            implements ChargingSession {
        @Override
        public Optional<Instant> over() {
            return Optional.of(endedAt);
        }
    }

    /** Its end was never told. {@code lastHeardAt} is the end of what can be vouched for. */
    record ClosedByRule(
            StationId station, SessionId id, Instant startedAt, Instant lastHeardAt, Closure reason, Figures figures)
            implements ChargingSession {
        @Override
        public Optional<Instant> over() {
            return Optional.of(lastHeardAt);
        }
    }

    /** Why a session without an end is over. */
    enum Closure {
        /** Another one began on its connector. */
        SUPERSEDED,
        /** Nothing was heard of it for as long as the rule allows. */
        SILENCE
    }

    /**
     * What else is known of it; null when nothing is.
     *
     * @param connector where, null while its beginning was not told
     * @param socStartPercent state of charge at the beginning
     * @param socEndPercent state of charge last told
     * @param peakWatts greatest power told
     * @param flags what is odd about it
     */
    record Figures(
            @Nullable ConnectorId connector,
            @Nullable VehicleId vehicle,
            @Nullable SessionEnergy energy,
            @Nullable Double socStartPercent,
            @Nullable Double socEndPercent,
            @Nullable Double peakWatts,
            @Nullable Double ratedWatts,
            Set<SessionFlag> flags) {
        public Figures {
            flags = Set.copyOf(flags);
        }

        /** Whether its energy may be added up. */
        public boolean counts() {
            return energy != null && flags.stream().noneMatch(SessionFlag::impossible);
        }
    }

    /**
     * What the facts amount to.
     *
     * @param neighbours how it lies among the other sessions of its connector
     * @param newestSeen event time of the newest message of the station
     */
    static ChargingSession of(
            StationId station, SessionFacts facts, Neighbours neighbours, Instant newestSeen, StationRule rule) {
        Instant startedAt = facts.startedAt();
        StationEvent.SessionEnded ended = facts.ended();
        if (ended != null) {
            Instant endedAt = ended.stamp().at();
            boolean backwards = endedAt.isBefore(startedAt);
            Figures figures = SessionFigures.of(facts, endedAt, neighbours.overlaps());
            return new Finished(station, facts.id(), startedAt, backwards ? startedAt : endedAt, figures);
        }
        Figures figures = SessionFigures.of(facts, facts.lastHeardAt(), false);
        if (neighbours.superseded()) {
            return new ClosedByRule(station, facts.id(), startedAt, facts.lastHeardAt(), Closure.SUPERSEDED, figures);
        }
        if (Duration.between(facts.lastHeardAt(), newestSeen).compareTo(rule.sessionClosedAfter()) >= 0) {
            return new ClosedByRule(station, facts.id(), startedAt, facts.lastHeardAt(), Closure.SILENCE, figures);
        }
        return new Underway(station, facts.id(), startedAt, figures);
    }

    /**
     * How a session lies among the others of its connector.
     *
     * @param superseded another one began after it
     * @param overlaps another one began before it ended, or had not ended when it began
     */
    record Neighbours(boolean superseded, boolean overlaps) {
        public static final Neighbours NONE = new Neighbours(false, false);
    }
}
