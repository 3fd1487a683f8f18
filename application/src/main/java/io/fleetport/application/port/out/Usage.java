package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

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
     * Adds to what is there, once: the same again within a day changes nothing. After a failure some of the amounts may have been
     * added and others not; adding the very same again adds what is missing.
     *
     * @param id by which these amounts are known again
     * @param amounts at most one of each organization, hour and meter; the same, in the same order, for the same id
     */
    void add(UUID id, List<Amount> amounts);

    /**
     * Every amount above 0 of the hours that begin in {@code [from, until)}, oldest hour first, then by meter.
     *
     * @param from and {@code until} at most 400 days apart
     */
    List<Amount> of(OrganizationId organization, Instant from, Instant until);
}
