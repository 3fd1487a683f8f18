package io.fleetport.tesla.simulator;

/** What a simulated vehicle has to say, and when. Used by the one thread of its connection. */
interface RecordSource {

    /** The next record may go out as soon as there is room. */
    long NOW = Long.MIN_VALUE;

    /** There are more records, but it is not known yet when; the vehicle is woken when it is. */
    long NOT_YET = Long.MAX_VALUE - 1;

    /** There are no more records. */
    long NEVER = Long.MAX_VALUE;

    /** When the next record should be sent by {@link System#nanoTime()}, or one of the constants. */
    long due();

    /**
     * The next record; only called when {@link #due} has come.
     *
     * @param firstOfConnection whether the connection has carried none yet: then everything is said, not only what changed
     */
    Outgoing next(boolean firstOfConnection);
}
