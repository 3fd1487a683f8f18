package io.fleetport.tesla.stream;

import java.util.Locale;

/** Why a connection is not read from. */
enum Pause {
    /** The intake has no room. */
    NO_ROOM(1),
    /** More messages than the rate allows. */
    RATE(2),
    /** Too many messages wait to become durable. */
    UNACKNOWLEDGED(4),
    /** The other side does not take our replies. */
    REPLIES(8),
    /** The connection is coming to its end. */
    ENDING(16);

    private final int bit;

    Pause(int bit) {
        this.bit = bit;
    }

    /** A power of two of its own, so that several causes fit a number. */
    int bit() {
        return bit;
    }

    String outwardName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
