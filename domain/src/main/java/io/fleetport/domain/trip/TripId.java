package io.fleetport.domain.trip;

import java.util.UUID;

/** Names one trip for ever, through all its revisions. */
public record TripId(UUID value) implements Comparable<TripId> {

    /** @throws IllegalArgumentException when the text is not a UUID in its canonical form */
    public static TripId parse(String text) {
        UUID parsed = UUID.fromString(text);
        if (!parsed.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("trip id must be a UUID of 36 characters but is " + text);
        }
        return new TripId(parsed);
    }

    @Override
    public int compareTo(TripId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
