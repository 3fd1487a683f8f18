package io.fleetport.mqtt.simulator;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/** The start or the end of a recorded session, as its station tells it. Only what is recorded is said. */
record SessionEvent(SessionRow row, Kind kind, OffsetDateTime at) {

    /** The order at the same time: a connector is left before it is taken again, and nothing ends before it started. */
    enum Kind {
        EARLIER_SESSION_ENDED,
        STARTED,
        ENDED_AT_ONCE
    }

    /** By time, and always the same order. */
    static final Comparator<SessionEvent> IN_ORDER = Comparator.comparing(SessionEvent::instant)
            .thenComparing(SessionEvent::kind)
            .thenComparing(event -> event.row.stationId())
            .thenComparing(event -> event.row.sessionId());

    static SessionEvent startOf(SessionRow row) {
        return new SessionEvent(row, Kind.STARTED, row.start());
    }

    static SessionEvent endOf(SessionRow row, OffsetDateTime end) {
        boolean lasted = row.start().isBefore(end);
        return new SessionEvent(row, lasted ? Kind.EARLIER_SESSION_ENDED : Kind.ENDED_AT_ONCE, end);
    }

    Instant instant() {
        return at.toInstant();
    }

    /** @param sequence of the station's events, from 1 */
    byte[] message(long sequence) {
        boolean start = kind == Kind.STARTED;
        return StationJson.message(row.stationId(), json -> {
            json.writeStringField("event_id", row.sessionId() + (start ? ":start" : ":end"));
            json.writeNumberField("sequence", sequence);
            json.writeStringField("timestamp", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at));
            json.writeStringField("type", start ? "session_started" : "session_ended");
            json.writeStringField("session_id", row.sessionId());
            if (start) {
                json.writeStringField("connector_id", row.connectorId());
                StationJson.recorded(json, "soc_percent", row.socStart());
                StationJson.recorded(json, "rated_kw", row.ratedKw());
            } else {
                StationJson.recorded(json, "energy_kwh", row.energyKwh());
                StationJson.recorded(json, "soc_percent", row.socEnd());
                StationJson.recorded(json, "peak_kw", row.peakKw());
            }
        });
    }
}
