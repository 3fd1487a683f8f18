package io.fleetport.mqtt.simulator;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Which recorded charging sessions are replayed, and how.
 *
 * @param files recordings of sessions, plain or gzipped
 * @param zone whose time the recordings are in
 * @param speedUp how much faster than recorded, or {@link #AS_FAST_AS_ACKNOWLEDGED}
 */
public record SessionReplaySettings(List<Path> files, ZoneId zone, double speedUp, ClientSettings client) {

    /** No pauses: only the window holds a station back. */
    public static final double AS_FAST_AS_ACKNOWLEDGED = Double.POSITIVE_INFINITY;

    public SessionReplaySettings {
        files = List.copyOf(files);
        if (!(speedUp > 0)) {
            throw new IllegalArgumentException("speedUp must be positive but is " + speedUp);
        }
    }

    /** Times taken as UTC. */
    public static SessionReplaySettings of(List<Path> files, double speedUp, ClientSettings client) {
        return new SessionReplaySettings(files, ZoneOffset.UTC, speedUp, client);
    }

    public SessionReplaySettings withZone(ZoneId other) {
        return new SessionReplaySettings(files, other, speedUp, client);
    }
}
