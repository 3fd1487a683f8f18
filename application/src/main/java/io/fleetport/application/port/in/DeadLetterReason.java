package io.fleetport.application.port.in;

import java.util.Locale;

/** Why a message could not be used. */
public enum DeadLetterReason {
    /** The bytes are not of the form the source speaks. */
    UNDECODABLE,
    /** Larger than the limit. Only its beginning is kept. */
    TOO_LARGE,
    /** A record type we have no meaning for. */
    UNKNOWN_TOPIC,
    /** The message speaks for another vehicle or station than its proven sender. */
    WRONG_IDENTITY,
    /** Nobody has registered the station that sent it. Kept for the operator, because no tenant is known. */
    NOT_REGISTERED,
    /** Older than the horizon allows, counted from the newest one of the vehicle or station. */
    TOO_LATE,
    /** From before there were connected vehicles. */
    TOO_OLD,
    /** Further ahead of our clock than clocks are allowed to run. */
    TOO_FAR_AHEAD,
    /** Signals with values no real vehicle can have; the rest of the reading was kept. */
    IMPLAUSIBLE,
    /** The vehicle was erased and not let in again, or the interval was. Refused for this reason nothing is kept, no dead letter either. */
    ERASED;

    /** As outward names spell it: {@code too_far_ahead}. */
    public String outwardName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
