package io.fleetport.bootstrap.local.broker;

/** Where a station speaks and listens. */
final class StationTopics {

    static final String PREFIX = "ev/station";

    private StationTopics() {}

    /** What all topics of the station begin with. */
    static String below(String station) {
        return PREFIX + "/" + station + "/";
    }

    static String status(String station) {
        return below(station) + "status";
    }

    static String commands(String station) {
        return below(station) + "commands";
    }
}
