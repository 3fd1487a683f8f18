package io.fleetport.mqtt.simulator;

import java.util.regex.Pattern;

/** The topics of one station, and what it says of its presence. */
record StationTopics(String stationId) {

    static final String TELEMETRY = "telemetry";
    static final String SLOTS = "slots";
    static final String EVENTS = "events";
    static final String STATUS = "status";
    static final String COMMANDS = "commands";
    static final String RESULTS = "commands/results";

    private static final Pattern STATION_ID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?");

    StationTopics {
        if (!STATION_ID.matcher(stationId).matches()) {
            throw new IllegalArgumentException(
                    "station_id must be 1 to 64 letters, digits, and inside also . _ : - but is " + stationId);
        }
    }

    String of(String topic) {
        return "ev/station/" + stationId + "/" + topic;
    }
}
