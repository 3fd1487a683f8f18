package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Codes;
import io.fleetport.application.encoding.NumberEncoding;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.encoding.TimeEncoding;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Closure;
import io.fleetport.domain.station.ChargingSession.Figures;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.SessionEnergy;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A charging session as bytes. Stateless. */
final class SessionEncoding {

    private static final int UNDERWAY = 0;
    private static final int FINISHED = 1;
    private static final int CLOSED_BY_RULE = 2;

    private static final Codes<Closure> CLOSURES = new Codes<>("closure", List.of(Closure.SUPERSEDED, Closure.SILENCE));
    private static final Codes<SessionEnergy.Source> SOURCES = new Codes<>(
            "energy source",
            List.of(SessionEnergy.Source.METER, SessionEnergy.Source.STATION_TOTAL, SessionEnergy.Source.ESTIMATED));
    private static final Codes<SessionFlag> FLAGS = new Codes<>(
            "session flag",
            List.of(
                    SessionFlag.IMPLAUSIBLE_ENERGY,
                    SessionFlag.ENDS_BEFORE_START,
                    SessionFlag.METER_RAN_BACK,
                    SessionFlag.NO_DURATION,
                    SessionFlag.OVER_24H,
                    SessionFlag.ZERO_ENERGY,
                    SessionFlag.OVERLAPS,
                    SessionFlag.OVER_RATING,
                    SessionFlag.ENERGY_DISAGREES,
                    SessionFlag.START_MISSING));

    private SessionEncoding() {}

    static void put(ChargingSession session, ByteSink sink) {
        sink.putByte(
                switch (session) {
                    case ChargingSession.Underway underway -> UNDERWAY;
                    case ChargingSession.Finished finished -> FINISHED;
                    case ChargingSession.ClosedByRule closed -> CLOSED_BY_RULE;
                });
        sink.putText(session.station().value());
        sink.putText(session.id().value());
        TimeEncoding.put(session.startedAt(), sink);
        putFigures(session.figures(), sink);
        switch (session) {
            case ChargingSession.Underway underway -> {}
            case ChargingSession.Finished finished -> TimeEncoding.put(finished.endedAt(), sink);
            case ChargingSession.ClosedByRule closed -> {
                TimeEncoding.put(closed.lastHeardAt(), sink);
                CLOSURES.put(closed.reason(), sink);
            }
        }
    }

    static ChargingSession get(ByteSource source) {
        int state = source.getByte();
        StationId station = new StationId(source.getText());
        SessionId id = new SessionId(source.getText());
        Instant startedAt = TimeEncoding.get(source);
        Figures figures = getFigures(source);
        return switch (state) {
            case UNDERWAY -> new ChargingSession.Underway(station, id, startedAt, figures);
            case FINISHED -> new ChargingSession.Finished(station, id, startedAt, TimeEncoding.get(source), figures);
            case CLOSED_BY_RULE ->
                new ChargingSession.ClosedByRule(
                        station, id, startedAt, TimeEncoding.get(source), CLOSURES.get(source), figures);
            default -> throw new IllegalArgumentException("session state " + state + " is not known to this version");
        };
    }

    private static void putFigures(Figures figures, ByteSink sink) {
        Optionally.put(figures.connector(), sink, (connector, to) -> to.putText(connector.value()));
        Parts.putVehicle(figures.vehicle(), sink);
        Optionally.put(figures.energy(), sink, (energy, to) -> {
            NumberEncoding.put(energy.joules(), to);
            SOURCES.put(energy.source(), to);
        });
        Optionally.putNumber(figures.socStartPercent(), sink);
        Optionally.putNumber(figures.socEndPercent(), sink);
        Optionally.putNumber(figures.peakWatts(), sink);
        Optionally.putNumber(figures.ratedWatts(), sink);
        sink.putVarint(figures.flags().size());
        for (SessionFlag flag : SessionFlag.values()) { // a set has no order of its own
            if (figures.flags().contains(flag)) {
                FLAGS.put(flag, sink);
            }
        }
    }

    private static Figures getFigures(ByteSource source) {
        return new Figures(
                Optionally.get(source, from -> new ConnectorId(from.getText())),
                Parts.getVehicle(source),
                Optionally.get(source, from -> new SessionEnergy(NumberEncoding.get(from), SOURCES.get(from))),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                getFlags(source));
    }

    private static Set<SessionFlag> getFlags(ByteSource source) {
        Set<SessionFlag> flags = EnumSet.noneOf(SessionFlag.class);
        for (int left = source.getCount(1); left > 0; left--) {
            flags.add(FLAGS.get(source));
        }
        return flags;
    }
}
