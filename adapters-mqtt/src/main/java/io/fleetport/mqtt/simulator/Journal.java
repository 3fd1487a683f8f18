package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a made-up station says: numbers its events, and dates everything by its own clock, which is off. Used by one thread. */
final class Journal {

    /** Takes what is said. */
    interface Sink {
        /** @param at when it was so, by the right time */
        void say(String topic, Instant at, byte[] payload);
    }

    private final String stationId;
    private final Agenda agenda;
    private final Duration drift;
    private final Sink sink;
    private long boot;
    private long sequence;

    /** @param drift how far the station's clock is ahead */
    Journal(String stationId, Agenda agenda, Duration drift, Sink sink) {
        this.stationId = stationId;
        this.agenda = agenda;
        this.drift = drift;
        this.sink = sink;
        this.boot = stamp().getEpochSecond();
    }

    /** Counts from 1 again, under a greater number. */
    void restart() {
        boot = Math.max(boot + 1, stamp().getEpochSecond());
        sequence = 0;
    }

    void event(String type, StationJson.Members members) {
        sequence++;
        say(StationTopics.EVENTS, json -> {
            json.writeStringField("event_id", boot + "-" + sequence);
            json.writeNumberField("sequence", sequence);
            json.writeNumberField("boot", boot);
            json.writeStringField("type", type);
            members.write(json);
        });
    }

    void telemetry(StationJson.Members members) {
        say(StationTopics.TELEMETRY, members);
    }

    void slots(List<Slot> slots) {
        say(StationTopics.SLOTS, json -> {
            json.writeArrayFieldStart("slots");
            for (Slot slot : slots) {
                slot.write(json);
            }
            json.writeEndArray();
        });
    }

    void result(String commandId, String outcome, String detail) {
        say(StationTopics.RESULTS, json -> {
            json.writeStringField("command_id", commandId);
            json.writeStringField("outcome", outcome);
            if (!detail.isEmpty()) {
                json.writeStringField("detail", detail);
            }
        });
    }

    /** The time by the station's clock. */
    Instant stamp() {
        return agenda.now().plus(drift).truncatedTo(ChronoUnit.MILLIS);
    }

    private void say(String topic, StationJson.Members members) {
        sink.say(topic, agenda.now(), StationJson.message(stationId, json -> {
            json.writeStringField("timestamp", stamp().toString());
            members.write(json);
        }));
    }
}
