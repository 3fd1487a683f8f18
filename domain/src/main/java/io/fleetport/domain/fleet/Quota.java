package io.fleetport.domain.fleet;

/**
 * How much of the service an organization may use.
 *
 * @param readingsPerSecond readings and reports of its vehicles and stations in the long run, 1 or more
 * @param connections vehicles connected at one time, 1 or more
 * @param requestsPerSecond requests to the API of all its callers together in the long run, 1 or more
 * @param historyDays how long readings are kept, 1 or more
 */
public record Quota(int readingsPerSecond, int connections, int requestsPerSecond, int historyDays) {

    /** Above what one machine takes, so that nobody meets a limit that no one chose; ten years of history. */
    public static final Quota DEFAULT = new Quota(50_000, 20_000, 2_000, 3_650);

    /** Most of any of these. */
    public static final int MOST = 10_000_000;

    public Quota {
        check("readingsPerSecond", readingsPerSecond);
        check("connections", connections);
        check("requestsPerSecond", requestsPerSecond);
        check("historyDays", historyDays);
    }

    private static void check(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + " must be within 1.." + MOST + " but is " + value);
        }
    }
}
