package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;

/**
 * How often somebody may ask: a bucket each, full at first, that a request takes one from and that fills up steadily (a token
 * bucket). Safe to call from many threads. Never fails: where what several processes share is away, a process goes on by itself.
 */
public interface RateLimits {

    /** Whose buckets there are. */
    enum Kind {
        /** One caller of an organization. */
        CALLER,
        /** All of an organization together. */
        ORGANIZATION
    }

    /** @param name tells the buckets of one kind of an organization apart; may be empty where there is only one */
    record Bucket(OrganizationId organization, Kind kind, String name) {}

    /**
     * How a bucket fills.
     *
     * @param perSecond in the long run, more than 0
     * @param burst at once after a pause, 1 or more
     */
    record Rate(double perSecond, double burst) {
        public Rate {
            if (!(perSecond > 0 && perSecond < Double.POSITIVE_INFINITY)
                    || !(burst >= 1 && burst < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "perSecond must be more than 0 and burst 1 or more but are " + perSecond + " and " + burst);
            }
        }
    }

    /** One request is to be taken from this bucket, which fills like that from now on. */
    record Wanted(Bucket bucket, Rate rate) {}

    /**
     * What a request may do.
     *
     * @param remaining requests left at once
     * @param fullAfterSeconds until there are as many as there can be, rounded up
     * @param retryAfterSeconds until there is one, rounded up; 0 when the request is allowed
     */
    record Verdict(boolean allowed, long remaining, long fullAfterSeconds, long retryAfterSeconds) {

        /** @param left in the bucket after the request, 0 or more */
        public static Verdict of(boolean allowed, double left, Rate rate) {
            return new Verdict(
                    allowed,
                    (long) left,
                    seconds(rate.burst() - left, rate),
                    allowed ? 0 : Math.max(1, seconds(1 - left, rate)));
        }

        private static long seconds(double requests, Rate rate) {
            return (long) Math.ceil(requests / rate.perSecond());
        }
    }

    /**
     * Takes one from each bucket in this order, and stops at the first that has none; a refusal costs nothing there. May wait
     * for a fraction of a second.
     *
     * @param wanted one or more
     * @return a verdict for each bucket that was come to, all allowed but for the last
     */
    List<Verdict> take(List<Wanted> wanted);
}
