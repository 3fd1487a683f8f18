package io.fleetport.application.station;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.SessionFactsEncoding;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.station.StationTelling.ToldSession;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Neighbours;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The charging sessions of one station that may still change. Used by one thread. */
final class SessionBook {

    /** More open ones than this cannot be real: the oldest are closed. */
    private static final int MOST_OPEN = 1_024;

    final HeldFacts<SessionId, SessionFacts, Sessions.State> held =
            new HeldFacts<>(state -> state == Sessions.State.UNDERWAY);
    final Map<ConnectorId, ConnectorLog> connectors = new TreeMap<>();

    void add(StationEvent.SessionStarted event, StationKey key, Sessions stored) {
        add(event.session(), key, stored, known -> known == null ? SessionFacts.of(event) : known.with(event));
    }

    void add(StationEvent.SessionMetered event, StationKey key, Sessions stored) {
        add(event.session(), key, stored, known -> known == null ? SessionFacts.of(event) : known.with(event));
    }

    void add(StationEvent.SessionEnded event, StationKey key, Sessions stored) {
        add(event.session(), key, stored, known -> known == null ? SessionFacts.of(event) : known.with(event));
    }

    private void add(
            SessionId session, StationKey key, Sessions stored, Function<@Nullable SessionFacts, SessionFacts> with) {
        held.add(session, id -> find(key, id, stored), with);
        placed(session, key, stored);
    }

    private static @Nullable SessionFacts find(StationKey key, SessionId id, Sessions stored) {
        return stored.facts(key, Set.of(id)).get(id);
    }

    /** Tells those again whose neighbour this one turns out to be. */
    private void placed(SessionId id, StationKey key, Sessions stored) {
        SessionFacts facts = held.find(id);
        if (facts != null && facts.started() != null) {
            connectors
                    .computeIfAbsent(facts.started().connector(), connector -> new ConnectorLog())
                    .put(facts)
                    .forEach(neighbour -> held.touch(neighbour, other -> find(key, other, stored)));
        }
    }

    void tell(StationKey key, Instant newestSeen, StationRule rule, StationTelling telling) {
        for (SessionId id : held.toTell()) {
            tell(key, id, newestSeen, rule, telling);
        }
        for (SessionId id : List.copyOf(held.tooManyOpen(MOST_OPEN))) {
            tell(key, id, Instant.MAX, rule, telling);
        }
        held.trim();
    }

    private void tell(StationKey key, SessionId id, Instant newestSeen, StationRule rule, StationTelling telling) {
        SessionFacts facts = held.find(id);
        if (facts == null) {
            return;
        }
        ChargingSession session = ChargingSession.of(key.station(), facts, neighbours(facts), newestSeen, rule);
        if (held.told(id, Sessions.State.of(session))) {
            telling.sessions.add(new ToldSession(session, facts));
        }
    }

    private Neighbours neighbours(SessionFacts facts) {
        if (facts.started() == null) {
            return Neighbours.NONE;
        }
        @Nullable ConnectorLog log = connectors.get(facts.started().connector());
        return log == null ? Neighbours.NONE : log.of(facts);
    }

    /** What {@link #read} goes on from. */
    void write(ByteSink sink) {
        sink.putVarint(held.entries().size());
        held.entries().forEach((id, entry) -> {
            SessionFactsEncoding.put(entry.facts(), sink);
            sink.putText(entry.told() == null ? "" : entry.told().name());
        });
        sink.putVarint(connectors.size());
        connectors.forEach((connector, log) -> {
            sink.putText(connector.value());
            sink.putVarint(log.intervals().size());
            for (ConnectorLog.Interval interval : log.intervals()) {
                sink.putText(interval.session().value());
                sink.putLong(Micros.of(interval.startedAt()));
                sink.putByte(interval.endedAt() == null ? 0 : 1);
                if (interval.endedAt() != null) {
                    sink.putLong(Micros.of(interval.endedAt()));
                }
            }
        });
    }

    /** Takes in what {@link #write} wrote, into a book that is empty. */
    void read(ByteSource source) {
        for (int left = source.getCount(20); left > 0; left--) {
            SessionFacts facts = SessionFactsEncoding.get(source);
            held.restore(facts.id(), facts, told(source));
        }
        for (int left = source.getCount(3); left > 0; left--) {
            ConnectorId connector = new ConnectorId(source.getText());
            List<ConnectorLog.Interval> intervals = new ArrayList<>();
            for (int more = source.getCount(11); more > 0; more--) {
                SessionId session = new SessionId(source.getText());
                Instant startedAt = Micros.toInstant(source.getLong());
                intervals.add(new ConnectorLog.Interval(
                        session, startedAt, source.getByte() == 0 ? null : Micros.toInstant(source.getLong())));
            }
            connectors.put(connector, ConnectorLog.of(intervals));
        }
    }

    private static Sessions.@Nullable State told(ByteSource source) {
        String name = source.getText();
        return name.isEmpty() ? null : Sessions.State.valueOf(name);
    }
}
