package io.fleetport.domain.trip;

/**
 * Which telling of a trip this is. A trip that grows while underway and then finishes stays at revision 1; a change to
 * what was already told because of late knowledge makes a new one.
 *
 * @param number from 1 upwards
 */
public record Revision(int number, Reason reason) {

    /** Why the trip is told again. */
    public enum Reason {
        /** Told for the first time. */
        FIRST,
        /** Readings of its interval arrived after it was told. */
        LATE_READINGS,
        /** The vehicle had fallen silent and the trip was told as finished; then it went on. */
        RESUMED,
        /** Late readings joined it with a neighbour. */
        JOINED,
        /** Late readings showed a stop that parts it. */
        SPLIT
    }

    public static final Revision FIRST = new Revision(1, Reason.FIRST);

    public Revision {
        if (number < 1) {
            throw new IllegalArgumentException("number must be 1 or more but is " + number);
        }
    }

    public Revision next(Reason why) {
        return new Revision(number + 1, why);
    }
}
