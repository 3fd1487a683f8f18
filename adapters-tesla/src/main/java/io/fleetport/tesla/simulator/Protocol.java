package io.fleetport.tesla.simulator;

/** How a recorded drive is sent. */
public enum Protocol {
    /** The vehicles' own WebSocket stream. It has no fields for fuel, engine speed, altitude and GPS quality. */
    TESLA,
    /** The open HTTP form, which has them all. */
    HTTP,
    /** {@link #HTTP} for a file with a fuel rate, else {@link #TESLA}. */
    AUTO
}
