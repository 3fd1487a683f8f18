package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.SessionFactsEncoding;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Closure;
import io.fleetport.domain.station.ChargingSession.Figures;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.SessionEnergy;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Charging sessions as items and back, without loss at microseconds. The indexes hold nothing but where a session is in a list:
 * an entry that moved whenever a session goes on would be missing from the list for a moment.
 */
final class SessionItems {

    static final String FACTS = "facts";
    static final String VEHICLE = "vehicle_id";
    static final String STARTED = "started_at";

    /** Who looks for what went on at a time begins so much before it; what took longer has a mark of its own. */
    static final Duration LOOK_BACK = Duration.ofDays(1);

    private static final String STATION = "station_id";
    private static final String NAME = "session_id";
    private static final String STATE = "state";
    private static final String OVER = "over_at";
    private static final String CLOSURE = "closure";
    private static final String CONNECTOR = "connector_id";
    private static final String ENERGY = "energy_j";
    private static final String SOURCE = "energy_source";
    private static final String SOC_START = "soc_start_percent";
    private static final String SOC_END = "soc_end_percent";
    private static final String PEAK = "peak_w";
    private static final String RATED = "rated_w";
    private static final String FLAGS = "flags";

    private SessionItems() {}

    static Item item(SessionChange change) {
        ChargingSession session = change.session();
        StationKey station = change.key();
        Figures figures = session.figures();
        @Nullable SessionEnergy energy = figures.energy();
        @Nullable Instant over = session.over().orElse(null);
        String start = Key.time(session.startedAt());
        String name = session.id().value();
        return Item.at(StationKeys.session(station, session.id()))
                .index(
                        Index.GSI1,
                        StationKeys.list(station.organization(), StationKeys.SESSIONS),
                        Key.join(start, station.station().value(), name))
                .index(Index.GSI2, StationKeys.list(station, StationKeys.SESSIONS), Key.join(start, name))
                .text(STATION, session.station().value())
                .text(NAME, name)
                .text(STATE, Sessions.State.of(session).name())
                .instant(STARTED, session.startedAt())
                .instant(OVER, over)
                .text(
                        CLOSURE,
                        session instanceof ChargingSession.ClosedByRule closed
                                ? closed.reason().name()
                                : null)
                .text(
                        CONNECTOR,
                        figures.connector() == null ? null : figures.connector().value())
                .uuid(
                        VEHICLE,
                        figures.vehicle() == null ? null : figures.vehicle().value())
                .real(ENERGY, energy == null ? null : (Double) energy.joules())
                .text(SOURCE, energy == null ? null : energy.source().name())
                .real(SOC_START, figures.socStartPercent())
                .real(SOC_END, figures.socEndPercent())
                .real(PEAK, figures.peakWatts())
                .real(RATED, figures.ratedWatts())
                .texts(
                        FLAGS,
                        figures.flags().stream().sorted().map(SessionFlag::name).toList())
                .bytes(FACTS, SessionFactsEncoding.encode(change.facts()));
    }

    /** Marks stay when a session is told to be shorter after all: they only say where to look. */
    static Optional<Write> longMark(SessionChange change) {
        ChargingSession session = change.session();
        return session.over()
                .filter(over -> over.isAfter(session.startedAt().plus(LOOK_BACK)))
                .map(over -> Write.put(Item.at(StationKeys.longSession(change.key(), session.id()))
                        .text(NAME, session.id().value())));
    }

    static Key ofLongMark(StationKey station, Item mark) {
        return StationKeys.session(station, new SessionId(mark.text(NAME)));
    }

    static ChargingSession session(Item item) {
        StationId station = new StationId(item.text(STATION));
        SessionId id = new SessionId(item.text(NAME));
        Instant startedAt = item.instant(STARTED);
        Figures figures = figures(item);
        return switch (Sessions.State.valueOf(item.text(STATE))) {
            case UNDERWAY -> new ChargingSession.Underway(station, id, startedAt, figures);
            case FINISHED -> new ChargingSession.Finished(station, id, startedAt, item.instant(OVER), figures);
            case CLOSED_BY_RULE ->
                new ChargingSession.ClosedByRule(
                        station, id, startedAt, item.instant(OVER), Closure.valueOf(item.text(CLOSURE)), figures);
        };
    }

    static SessionFacts facts(Item item) {
        return SessionFactsEncoding.decode(item.bytes(FACTS));
    }

    private static Figures figures(Item item) {
        @Nullable Double joules = item.realOrNull(ENERGY);
        @Nullable UUID vehicle = item.uuidOrNull(VEHICLE);
        return new Figures(
                item.has(CONNECTOR) ? new ConnectorId(item.text(CONNECTOR)) : null,
                vehicle == null ? null : new VehicleId(vehicle),
                joules == null ? null : new SessionEnergy(joules, SessionEnergy.Source.valueOf(item.text(SOURCE))),
                item.realOrNull(SOC_START),
                item.realOrNull(SOC_END),
                item.realOrNull(PEAK),
                item.realOrNull(RATED),
                flags(item.texts(FLAGS)));
    }

    private static Set<SessionFlag> flags(List<String> names) {
        Set<SessionFlag> flags = EnumSet.noneOf(SessionFlag.class);
        names.forEach(name -> flags.add(SessionFlag.valueOf(name)));
        return flags;
    }
}
