package io.fleetport.application.port.out;

import java.util.Optional;

/** What software elsewhere can be told of. The outward names are a promise: they are never given another meaning. */
public enum EventType {
    /** A trip underway came to its end. */
    TRIP_FINISHED("trip.finished"),
    /** A trip told before is told otherwise: other figures, joined, split, or underway again. */
    TRIP_REVISED("trip.revised"),
    /** It turned out to be no trip of its own. */
    TRIP_WITHDRAWN("trip.withdrawn"),
    /** A station says of itself that it works otherwise than before, or came or went. */
    STATION_STATUS_CHANGED("station.status_changed"),
    /** A charging session is over; again when late messages change what is known of one that is. */
    SESSION_FINISHED("session.finished"),
    SWAP_COMPLETED("swap.completed"),
    SWAP_ABORTED("swap.aborted"),
    SWAP_ABANDONED("swap.abandoned"),
    /** Sent on request only, to try a webhook out. */
    WEBHOOK_TEST("webhook.test");

    private final String outwardName;

    EventType(String outwardName) {
        this.outwardName = outwardName;
    }

    public String outwardName() {
        return outwardName;
    }

    public static Optional<EventType> find(String outwardName) {
        for (EventType type : values()) {
            if (type.outwardName.equals(outwardName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
