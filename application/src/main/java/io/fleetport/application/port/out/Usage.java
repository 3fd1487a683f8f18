package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What each organization used, hour by hour. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface Usage {

    /** What is counted. */
    enum Meter {
        /** Readings of vehicles that were accepted. */
        READINGS,
        /** Messages of stations that were accepted. */
        STATION_MESSAGES,
        /** Messages that were kept as dead letters. */
        DEAD_LETTERS,
        /** Bytes of all these as they came. */
        RAW_BYTES,
        /** Requests to the API that were let in. */
        REQUESTS,
        /** Seconds that vehicles were connected, of all together. */
        CONNECTED_SECONDS;

        /** As the API spells it: {@code raw_bytes}. */
        public String outwardName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param hour the full hour, UTC, in which it was used
     * @param amount in the meter's unit, above 0
     */
    record Amount(OrganizationId organization, Instant hour, Meter meter, long amount) {}

    /**
     * Adds to what is there, all of it or nothing. After a failure the amounts may or may not have been added.
     *
     * @param amounts at most one of each organization, hour and meter
     */
    void add(Collection<Amount> amounts);

    /**
     * Every amount above 0 of the hours that begin in {@code [from, until)}, oldest hour first, then by meter.
     *
     * @param from and {@code until} at most 400 days apart
     */
    List<Amount> of(OrganizationId organization, Instant from, Instant until);
}
