package io.fleetport.mqtt.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A connector at which vehicles charge, with a meter that only grows. Used by one thread. */
final class Connector {

    /** From here on it is direct current, and the vehicle tells how full it is. */
    private static final double FAST_KW = 50;

    private static final Duration BETWEEN_METER_VALUES = Duration.ofMinutes(1);

    final String id;
    final double ratedKw;
    boolean locked;
    boolean faulted;
    /** Vehicles are charged no further than this, 0 to 1. */
    double limit = 1;

    private final Agenda agenda;
    private final Journal journal;
    private final RandomGenerator random;
    private double meterKwh;
    private int sessions;

    private @Nullable Session session;

    /** One vehicle's stay. */
    private static final class Session {
        final String id;
        final Battery battery;
        final double target;
        final Instant leavesAt;
        final double meterAtStart;
        double soc;
        double peakKw;
        Instant chargedUntil;

        Session(String id, Battery battery, double soc, double target, Instant from, Instant leavesAt, double meter) {
            this.id = id;
            this.battery = battery;
            this.soc = soc;
            this.target = target;
            this.chargedUntil = from;
            this.leavesAt = leavesAt;
            this.meterAtStart = meter;
        }
    }

    Connector(String id, double ratedKw, Agenda agenda, Journal journal, RandomGenerator random) {
        this.id = id;
        this.ratedKw = ratedKw;
        this.agenda = agenda;
        this.journal = journal;
        this.random = random;
        this.meterKwh = random.nextInt(500, 50_000);
    }

    boolean inUse() {
        return session != null;
    }

    boolean available() {
        return session == null && !locked && !faulted;
    }

    double powerKw() {
        Session running = session;
        return running == null || running.soc >= target(running) ? 0 : running.battery.powerKw(running.soc);
    }

    /** A vehicle arrives; it goes on when the connector is not available. */
    void plugIn() {
        if (!available()) {
            return;
        }
        double capacity = random.nextDouble(38, 82);
        Session begun = new Session(
                "c-" + agenda.now().getEpochSecond() + "-" + id + "-" + ++sessions,
                new Battery(capacity, Math.min(ratedKw, capacity * 1.6)),
                random.nextDouble(0.08, 0.6),
                random.nextDouble(0.8, 0.99),
                agenda.now(),
                agenda.now().plusSeconds(random.nextLong(900, ratedKw >= FAST_KW ? 4_000 : 30_000)),
                meterKwh);
        session = begun;
        journal.event("session_started", json -> {
            json.writeStringField("session_id", begun.id);
            json.writeStringField("connector_id", id);
            StationJson.number(json, "meter_kwh", meterKwh, 3);
            writeSoc(json, begun);
            json.writeNumberField("rated_kw", ratedKw);
        });
        agenda.after(BETWEEN_METER_VALUES, () -> meter(begun));
    }

    private void meter(Session running) {
        if (session != running) {
            return;
        }
        charge();
        if (running.soc >= target(running) - 1e-4) {
            end(target(running) < running.target ? "charge limit" : "full");
        } else if (!agenda.now().isBefore(running.leavesAt)) {
            end("unplugged");
        } else {
            journal.event("session_meter", json -> {
                json.writeStringField("session_id", running.id);
                StationJson.number(json, "meter_kwh", meterKwh, 3);
                StationJson.number(json, "power_kw", powerKw(), 3);
                writeSoc(json, running);
            });
            agenda.after(BETWEEN_METER_VALUES, () -> meter(running));
        }
    }

    /** Ends the session that is running, if one is. */
    void end(String reason) {
        Session ended = session;
        if (ended == null) {
            return;
        }
        charge();
        session = null;
        journal.event("session_ended", json -> {
            json.writeStringField("session_id", ended.id);
            StationJson.number(json, "meter_kwh", meterKwh, 3);
            StationJson.number(json, "energy_kwh", meterKwh - ended.meterAtStart, 3);
            writeSoc(json, ended);
            StationJson.number(json, "peak_kw", ended.peakKw, 3);
            json.writeStringField("reason", reason);
        });
    }

    /** Charges up to now; returns the energy that went into a vehicle in kWh. */
    double charge() {
        Session running = session;
        if (running == null) {
            return 0;
        }
        double seconds = Duration.between(running.chargedUntil, agenda.now()).toMillis() / 1000.0;
        running.chargedUntil = agenda.now();
        running.peakKw = Math.max(running.peakKw, powerKw());
        double soc = Math.max(running.soc, Math.min(target(running), running.battery.socAfter(running.soc, seconds)));
        double energy = (soc - running.soc) * running.battery.capacityKwh();
        running.soc = soc;
        meterKwh += energy;
        return energy;
    }

    private double target(Session running) {
        return Math.min(limit, running.target);
    }

    private void writeSoc(JsonGenerator json, Session told) throws IOException {
        if (ratedKw >= FAST_KW) {
            StationJson.number(json, "soc_percent", told.soc * 100, 1);
        }
    }
}
