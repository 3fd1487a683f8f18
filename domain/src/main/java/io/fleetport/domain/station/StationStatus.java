package io.fleetport.domain.station;

/** How a station says it is. */
public enum StationStatus {
    /** Everything works. */
    OPERATIONAL,
    /** Serves, but not with all it has. */
    DEGRADED,
    /** Does not serve, on purpose. */
    MAINTENANCE,
    /** Does not serve. */
    OFFLINE;

    /** Whether someone who comes is served. */
    public boolean serves() {
        return this == OPERATIONAL || this == DEGRADED;
    }
}
