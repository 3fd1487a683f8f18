package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;

/**
 * Answers of the stores that several processes share for a moment, so that what everybody asks is not asked of the store each
 * time. Losing any of it, or all, costs time and nothing else. Safe to call from many threads.
 *
 * <p>An answer counts only as long as its shelf has the edition that it had before the store was asked. So what was read before
 * a change and comes in after it is never told, whoever was faster. No method throws because the cache is away; each may wait
 * for it for a fraction of a second.
 */
public interface ReadCache {

    /** What the answers on a shelf tell of. */
    enum Kind {
        VEHICLES,
        STATIONS
    }

    /** All that is forgotten together. */
    record Shelf(OrganizationId organization, Kind kind) {}

    /**
     * Where an answer is.
     *
     * @param name tells the answers on a shelf apart, and the forms they are written in; 1 to {@value #MOST_NAME} characters
     *     of ASCII, without spaces. Nothing secret and nobody's name: it can be seen in the cache
     */
    record Place(Shelf shelf, String name) {

        static final int MOST_NAME = 128;

        public Place {
            if (name.isEmpty() || name.length() > MOST_NAME || !name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException("name must be 1 to " + MOST_NAME + " visible characters of ASCII");
            }
        }
    }

    /** Of a shelf; another one after {@link #forget}. Means nothing to callers. */
    record Edition(String value) {}

    /** What there is at a place. */
    sealed interface Look {

        /** An answer, as it was kept under the shelf's edition of now, unless somebody else has written to the cache. */
        record Held(byte[] answer, Edition edition) implements Look {}

        record Nothing(Edition edition) implements Look {}

        /** The cache does not say: ask the store, and keep nothing. */
        record Away() implements Look {}
    }

    Look look(Place place);

    /**
     * Has the answer told for a while, unless the shelf is forgotten. Does not wait for the cache, which may not keep it: it can
     * be too long, one too many, or the cache away.
     *
     * @param edition what {@link #look} told before the store was asked
     * @param timeToLive a millisecond or more
     */
    void keep(Place place, Edition edition, byte[] answer, Duration timeToLive);

    /**
     * After this no process tells an answer that was read from the store before.
     *
     * @return false when the cache did not say so: such answers may be told until their time is over
     */
    boolean forget(Shelf shelf);
}
