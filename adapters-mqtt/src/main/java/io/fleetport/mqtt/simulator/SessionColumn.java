package io.fleetport.mqtt.simulator;

/** The columns of a recording of charging sessions that are used; the heading names the unit. */
enum SessionColumn {
    SESSION_ID("session_id", true),
    STATION_ID("station_id", true),
    CONNECTOR("connector", true),
    START("start", true),
    END("end", true),
    ENERGY("energy_kwh", false),
    SOC_START("soc_start", false),
    SOC_END("soc_end", false),
    PEAK("peak_kw", false),
    MODEL("model", false);

    final String heading;
    final boolean required;

    SessionColumn(String heading, boolean required) {
        this.heading = heading;
        this.required = required;
    }
}
