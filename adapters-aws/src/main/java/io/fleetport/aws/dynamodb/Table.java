package io.fleetport.aws.dynamodb;

import java.util.Locale;

/** The tables, one for each thing that grows in its own way. What is in one another's items is found by their keys. */
enum Table {
    /** Of vehicles: standings, readings, trips, gaps; dead letters, events, and what waits for the archive. */
    TELEMETRY,
    /** Of stations and packs. */
    STATIONS,
    /** Of organizations: who may what, what was done, what is to be delivered. */
    TENANTS;

    String nameWith(String prefix) {
        return prefix + name().toLowerCase(Locale.ROOT);
    }
}
