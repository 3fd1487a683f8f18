package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Sessions;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Charging sessions as last told, found by station and id, and by start in the indexes. */
final class DynamoSessions implements Sessions {

    private static final int MOST_DURING = 100_000;

    private static final Comparator<ChargingSession> OLDEST_FIRST = Comparator.comparing(ChargingSession::startedAt)
            .thenComparing(ChargingSession::station)
            .thenComparing(ChargingSession::id);

    private final Database database;
    private final OpenEnds open;

    DynamoSessions(Database database) {
        this.database = database;
        this.open = new OpenEnds(database);
    }

    @Override
    public Optional<ChargingSession> find(StationKey station, SessionId session) {
        return database.get(StationKeys.session(station, session)).map(SessionItems::session);
    }

    @Override
    public Page<ChargingSession> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        ByStart place =
                ByStart.of(organization, filter.station(), StationKeys.SESSIONS, filter.from(), filter.until(), cursor);
        Stream<ChargingSession> all = filter.state() == State.UNDERWAY
                ? open.of(organization, filter.station(), StationKeys.SESSION).stream()
                        .filter(place::covers)
                        .map(SessionItems::session)
                        .sorted(OLDEST_FIRST.reversed())
                : database.stream(place.query().pages(Listing.pageSize(limit))).map(SessionItems::session);
        return Listing.page(
                all,
                session -> filter.state() == null || filter.state() == State.of(session),
                limit,
                last -> Cursor.of(
                        last.startedAt(), last.station().value(), last.id().value()));
    }

    /**
     * Those that began in the interval or a little before it lie together in the index; the few that began earlier, and are not
     * over or took long, have marks.
     */
    @Override
    public List<ChargingSession> during(StationKey station, Instant from, Instant until, int limit) {
        Listing.checked(limit, MOST_DURING);
        Instant begin = from.isBefore(Instant.EPOCH) ? from : from.minus(SessionItems.LOOK_BACK);
        Map<SessionId, ChargingSession> found = new HashMap<>();
        database.stream(ByStart.query(station, StationKeys.SESSIONS, begin, until))
                .map(SessionItems::session)
                .filter(session -> isDuring(session, from, until))
                .limit(limit)
                .forEach(session -> found.put(session.id(), session));
        Stream.concat(
                        open.of(station.organization(), station.station(), StationKeys.SESSION).stream(),
                        longOnes(station).stream())
                .map(SessionItems::session)
                .filter(session -> isDuring(session, from, until))
                .forEach(session -> found.put(session.id(), session));
        return found.values().stream().sorted(OLDEST_FIRST).limit(limit).toList();
    }

    private static boolean isDuring(ChargingSession session, Instant from, Instant until) {
        return session.startedAt().isBefore(until)
                && (!session.startedAt().isBefore(from)
                        || session.over().map(over -> over.isAfter(from)).orElse(true));
    }

    private Collection<Item> longOnes(StationKey station) {
        List<Key> keys = database.stream(Query.in(Table.STATIONS, SubjectItems.partition(station))
                        .within(StationKeys.LONG))
                .map(mark -> SessionItems.ofLongMark(station, mark))
                .toList();
        return database.getAll(keys).values();
    }

    @Override
    public Map<SessionId, SessionFacts> facts(StationKey station, Collection<SessionId> sessions) {
        List<Key> keys = sessions.stream()
                .map(session -> StationKeys.session(station, session))
                .toList();
        Map<SessionId, SessionFacts> found = new HashMap<>();
        database.getAll(keys).values().forEach(item -> {
            SessionFacts facts = SessionItems.facts(item);
            found.put(facts.id(), facts);
        });
        return found;
    }
}
