package io.fleetport.application.port.in;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Roles are sets of these; which role gives which is decided where callers sign in. */
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
    DELIVER_READINGS,
    /** Say which vehicles are the organization's, and give them back. */
    CLAIM_VEHICLES,
    /** Put vehicles and stations into fleets. */
    MANAGE_FLEETS,
    /** Say who may do what: members and roles. */
    MANAGE_MEMBERS,
    /** Issue and revoke keys for software. */
    MANAGE_KEYS,
    /** Have events sent elsewhere. */
    MANAGE_WEBHOOKS,
    /** See trips' documents and have them. */
    VIEW_DOCUMENTS,
    /** See dashcam clips too: people are in them. */
    VIEW_DASHCAM,
    /** Upload documents and remove them. */
    MANAGE_DOCUMENTS,
    /** Switch off where vehicles are, and when. */
    MANAGE_PRIVACY,
    /** Read a vehicle's real VIN, each time with a reason. */
    VIEW_VINS,
    /** Destroy what is known of a vehicle or driver. */
    ERASE_DATA,
    VIEW_AUDIT,
    /** See what the organization used of its quotas. */
    VIEW_USAGE,
    /** Run the service: organizations, their quotas and claims. No tenant's data. */
    OPERATE;

    /** As the API and custom roles spell it: {@code view_vehicles}. */
    public String outwardName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Permission> find(String outwardName) {
        for (Permission permission : values()) {
            if (permission.outwardName().equals(outwardName)) {
                return Optional.of(permission);
            }
        }
        return Optional.empty();
    }
}
