package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.memory.StationShelves.SessionName;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans all sessions for a list. */
final class InMemorySessions implements Sessions {

    private static final Comparator<ChargingSession> OLDEST_FIRST = Comparator.comparing(ChargingSession::startedAt)
            .thenComparing(ChargingSession::station)
            .thenComparing(ChargingSession::id);

    private final Shelves shelves;

    InMemorySessions(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<ChargingSession> find(StationKey station, SessionId session) {
        shelves.lock.readLock().lock();
        try {
            return stored(station, session).map(SessionChange::session);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<ChargingSession> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTimeAtStation after = cursor == null ? null : Cursor.byTimeAtStation(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.ofStations.sessions.values().stream()
                            .filter(stored -> stored.key().organization().equals(organization))
                            .map(SessionChange::session)
                            .filter(session -> matches(filter, session))
                            .filter(session -> after == null
                                    || Paging.comesBefore(
                                            session.startedAt(),
                                            session.station(),
                                            session.id().value(),
                                            after)),
                    OLDEST_FIRST.reversed(),
                    limit,
                    last -> Cursor.of(
                            last.startedAt(), last.station().value(), last.id().value()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<ChargingSession> during(StationKey station, Instant from, Instant until, int limit) {
        Paging.checked(limit, 100_000);
        shelves.lock.readLock().lock();
        try {
            return shelves.ofStations.sessions.values().stream()
                    .filter(stored -> stored.key().equals(station))
                    .map(SessionChange::session)
                    .filter(session -> session.startedAt().isBefore(until))
                    .filter(session -> !session.startedAt().isBefore(from)
                            || session.over().map(over -> over.isAfter(from)).orElse(true))
                    .sorted(OLDEST_FIRST)
                    .limit(limit)
                    .toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Map<SessionId, SessionFacts> facts(StationKey station, Collection<SessionId> sessions) {
        shelves.lock.readLock().lock();
        try {
            Map<SessionId, SessionFacts> found = new HashMap<>();
            for (SessionId session : sessions) {
                stored(station, session).ifPresent(stored -> found.put(session, stored.facts()));
            }
            return found;
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    private Optional<SessionChange> stored(StationKey station, SessionId session) {
        return Optional.ofNullable(shelves.ofStations.sessions.get(new SessionName(station.station(), session)))
                .filter(stored -> stored.key().equals(station));
    }

    private static boolean matches(Filter filter, ChargingSession session) {
        return (filter.station() == null || filter.station().equals(session.station()))
                && (filter.state() == null || filter.state() == State.of(session))
                && (filter.from() == null || !session.startedAt().isBefore(filter.from()))
                && (filter.until() == null || session.startedAt().isBefore(filter.until()));
    }
}
