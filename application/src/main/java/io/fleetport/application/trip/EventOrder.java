package io.fleetport.application.trip;

import io.fleetport.domain.trip.Track;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where readings lie beside tracks in {@link Reading#EVENT_ORDER}. */
final class EventOrder {

    private EventOrder() {}

    /** Whether the reading comes after the newest one of the track. Every reading is after an empty track. */
    static boolean isAfter(Reading reading, Track track) {
        Optional<Instant> newest = track.newestSeen();
        if (newest.isEmpty()) {
            return true;
        }
        int order = reading.observedAt().compareTo(newest.get());
        return order > 0 || order == 0 && reading.fingerprint() > track.newestFingerprint();
    }

    /** A reading of nothing in the newest one's place, to read on after it. The track must not be empty. */
    static Reading newestOf(Track track, VehicleId vehicle) {
        return new Reading(vehicle, track.newestSeen().orElseThrow(), track.newestFingerprint(), List.of());
    }

    /** All the readings in order. */
    static List<Reading> merged(List<Recent.Step> steps, List<Reading> added) {
        List<Reading> merged = new ArrayList<>(steps.size() + added.size());
        for (Recent.Step step : steps) {
            merged.add(step.reading());
        }
        merged.addAll(added);
        merged.sort(Reading.EVENT_ORDER);
        return merged;
    }

    /** Compares the newest reading of a track with another one; nothing is before all. */
    static int order(Track track, @Nullable Reading reading) {
        if (reading == null) {
            return track.newestSeen().isEmpty() ? 0 : 1;
        }
        if (track.newestSeen().isEmpty()) {
            return -1;
        }
        int order = track.newestSeen().get().compareTo(reading.observedAt());
        return order != 0 ? order : Long.compare(track.newestFingerprint(), reading.fingerprint());
    }
}
