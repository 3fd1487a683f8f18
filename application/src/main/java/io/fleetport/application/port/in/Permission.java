package io.fleetport.application.port.in;

/** What a caller may do. Which role gives which permission is decided where callers sign in. */
public enum Permission {
    VIEW_VEHICLES,
    VIEW_HISTORY,
    VIEW_TRIPS,
    VIEW_GAPS,
    /** Raw messages may hold what the tenant's other pages do not show. */
    VIEW_DEAD_LETTERS,
    FOLLOW_LIVE,
    VIEW_STATIONS,
    /** Register stations and issue their certificates. */
    MANAGE_STATIONS,
    /** Have a station do something. */
    COMMAND_STATIONS,
    /** Speak for vehicles. */
    DELIVER_READINGS
}
