package io.fleetport.domain.station;

/** Energy given to a vehicle in a session, in joules, and how it is known. */
public record SessionEnergy(double joules, Source source) {

    /** How it is known, best first. */
    public enum Source {
        /** Newest less oldest reading of the connector's register. */
        METER,
        /** What the station said it was. */
        STATION_TOTAL,
        /** Mean of the measured powers times the time. */
        ESTIMATED
    }
}
