package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.encoding.SessionFactsEncoding;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Charging sessions as last told, found by the indexes on organization or station and start. */
final class PostgresSessions implements Sessions {

    private static final String SELECT =
            "select " + SessionRows.COLUMNS + " from charging_session where organization = ?";

    private final Database database;

    PostgresSessions(Database database) {
        this.database = database;
    }

    @Override
    public Optional<ChargingSession> find(StationKey station, SessionId session) {
        return database.ask(
                "finding a charging session",
                station.organization(),
                scope -> of(station).and("session_id = ?", session.value()).list(scope, SessionRows::session).stream()
                        .findFirst());
    }

    @Override
    public Page<ChargingSession> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = new Query(SELECT, organization.value())
                .andIfPresent(
                        "station_id = ?",
                        filter.station() == null ? null : filter.station().value())
                .andIfPresent("state = ?", filter.state() == null ? null : SessionRows.stateOf(filter.state()))
                .andIfPresent("started_at >= ?", Query.boundOrNull(filter.from()))
                .andIfPresent("started_at < ?", Query.boundOrNull(filter.until()));
        if (cursor != null) {
            Cursor.ByTimeAtStation after = Cursor.byTimeAtStation(cursor);
            query.and(
                    "(started_at, station_id, session_id) < (?, ?, ?)",
                    Query.bound(after.time()),
                    Columns.storable(after.station()),
                    Columns.storable(after.name()));
        }
        return database.ask("listing charging sessions", organization, scope -> query.then(
                        "order by started_at desc, station_id desc, session_id desc")
                .page(
                        scope,
                        limit,
                        SessionRows::session,
                        last -> Cursor.of(
                                last.startedAt(),
                                last.station().value(),
                                last.id().value())));
    }

    @Override
    public List<ChargingSession> during(StationKey station, Instant from, Instant until, int limit) {
        Query.checked(limit, 100_000);
        return database.ask("finding the charging sessions of a time", station.organization(), scope -> of(station)
                .and("started_at < ?", Query.bound(until))
                .and("(started_at >= ? or over_at is null or over_at > ?)", Query.bound(from), Query.floor(from))
                .then("order by started_at, session_id limit ?", limit)
                .list(scope, SessionRows::session));
    }

    @Override
    public Map<SessionId, SessionFacts> facts(StationKey station, Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return Map.of();
        }
        String[] ids = sessions.stream().map(SessionId::value).toArray(String[]::new);
        Map<SessionId, SessionFacts> found = new HashMap<>();
        database.ask("loading what is known of charging sessions", station.organization(), scope -> new Query(
                                "select facts from charging_session where organization = ?",
                                station.organization().value())
                        .and("station_id = ?", station.station().value())
                        .and("session_id = any(?::text[])", (Object) ids)
                        .list(scope, row -> SessionFactsEncoding.decode(row.getBytes("facts"))))
                .forEach(facts -> found.put(facts.id(), facts));
        return found;
    }

    private static Query of(StationKey station) {
        return new Query(SELECT, station.organization().value())
                .and("station_id = ?", station.station().value());
    }
}
