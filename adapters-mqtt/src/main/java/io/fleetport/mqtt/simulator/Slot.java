package io.fleetport.mqtt.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place for a pack. Used by one thread. */
final class Slot {

    /** A pack this full may be taken, 0 to 1. */
    private static final double FULL_ENOUGH = 0.97;

    final String id;

    @Nullable
    Pack pack;

    boolean reserved;
    boolean locked;
    boolean faulted;
    /** Part of a swap that is going on. */
    boolean busy;
    /** Charged no further than this, 0 to 1. */
    double limit = FULL_ENOUGH;

    Slot(String id) {
        this.id = id;
    }

    String state() {
        if (faulted) {
            return "faulted";
        }
        if (locked) {
            return "locked";
        }
        if (pack == null) {
            return "empty";
        }
        if (reserved) {
            return "reserved";
        }
        return isFull(pack) ? "ready" : "charging";
    }

    boolean isReady() {
        return state().equals("ready") && !busy;
    }

    boolean isEmpty() {
        return state().equals("empty") && !busy;
    }

    void limitTo(double soc) {
        limit = Math.min(FULL_ENOUGH, soc);
    }

    private boolean isFull(Pack full) {
        return full.soc() >= Math.min(FULL_ENOUGH, limit) - 1e-9;
    }

    /** Charges for so many seconds; returns the energy that went into the pack in kWh. */
    double charge(double seconds) {
        Pack before = pack;
        if (before == null || faulted || isFull(before)) {
            return 0;
        }
        Pack after = before.with(Math.min(limit, before.battery().socAfter(before.soc(), seconds)));
        pack = after;
        return after.energyKwh() - before.energyKwh();
    }

    double powerKw() {
        Pack charged = pack;
        return charged == null || faulted || isFull(charged)
                ? 0
                : charged.battery().powerKw(charged.soc());
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("slot_id", id);
        json.writeStringField("state", state());
        Pack held = pack;
        if (held != null) {
            json.writeStringField("pack_id", held.id());
            StationJson.number(json, "soc_percent", held.socPercent(), 1);
            StationJson.number(json, "health_percent", held.healthPercent(), 1);
            StationJson.number(json, "temperature_c", powerKw() > 0 ? 24 + 3 * powerKw() : 22, 1);
        }
        json.writeEndObject();
    }
}
