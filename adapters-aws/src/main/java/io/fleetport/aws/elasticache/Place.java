package io.fleetport.aws.elasticache;

import org.jspecify.annotations.Nullable;

/**
 * Where in a stream something is: Redis' entry id, the server's time in milliseconds and a number within it, both unsigned
 * (Redis documentation, "Redis Streams", entry IDs).
 */
record Place(long millis, long sequence) implements Comparable<Place> {

    /** Null when the text is no entry id. */
    static @Nullable Place parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return null;
        }
        try {
            return new Place(
                    Long.parseUnsignedLong(text, 0, dash, 10),
                    Long.parseUnsignedLong(text, dash + 1, text.length(), 10));
        } catch (NumberFormatException malformed) {
            return null;
        }
    }

    /** @throws IllegalArgumentException when Redis gave us something else than an entry id */
    static Place of(String id) {
        Place place = parse(id);
        if (place == null) {
            throw new IllegalArgumentException("not an entry id: " + id);
        }
        return place;
    }

    @Override
    public int compareTo(Place other) {
        int byTime = Long.compareUnsigned(millis, other.millis);
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
    }
}
