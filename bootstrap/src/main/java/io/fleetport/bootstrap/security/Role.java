package io.fleetport.bootstrap.security;

import static io.fleetport.application.port.in.Permission.COMMAND_STATIONS;
import static io.fleetport.application.port.in.Permission.DELIVER_READINGS;
import static io.fleetport.application.port.in.Permission.FOLLOW_LIVE;
import static io.fleetport.application.port.in.Permission.MANAGE_STATIONS;
import static io.fleetport.application.port.in.Permission.VIEW_DEAD_LETTERS;
import static io.fleetport.application.port.in.Permission.VIEW_GAPS;
import static io.fleetport.application.port.in.Permission.VIEW_HISTORY;
import static io.fleetport.application.port.in.Permission.VIEW_STATIONS;
import static io.fleetport.application.port.in.Permission.VIEW_TRIPS;
import static io.fleetport.application.port.in.Permission.VIEW_VEHICLES;

import io.fleetport.application.port.in.Permission;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token can say its bearer is, and what that allows. */
public enum Role {
    /** Looks at the fleet. */
    VIEWER(VIEW_VEHICLES, VIEW_STATIONS, VIEW_HISTORY, VIEW_TRIPS, VIEW_GAPS, FOLLOW_LIVE),
    /** Sends vehicles out, and keeps packs and plugs free for them. */
    DISPATCHER(VIEW_VEHICLES, VIEW_STATIONS, VIEW_HISTORY, VIEW_TRIPS, VIEW_GAPS, FOLLOW_LIVE, COMMAND_STATIONS),
    /** Answers for the fleet, what went wrong included. */
    MANAGER(
            VIEW_VEHICLES,
            VIEW_STATIONS,
            VIEW_HISTORY,
            VIEW_TRIPS,
            VIEW_GAPS,
            FOLLOW_LIVE,
            VIEW_DEAD_LETTERS,
            COMMAND_STATIONS,
            MANAGE_STATIONS),
    /** Runs the organization's account. May do all of it, but speaks for no vehicle. */
    ADMIN(
            VIEW_VEHICLES,
            VIEW_STATIONS,
            VIEW_HISTORY,
            VIEW_TRIPS,
            VIEW_GAPS,
            FOLLOW_LIVE,
            VIEW_DEAD_LETTERS,
            COMMAND_STATIONS,
            MANAGE_STATIONS),
    /** Checks afterwards; does not watch live. */
    AUDITOR(VIEW_VEHICLES, VIEW_STATIONS, VIEW_HISTORY, VIEW_TRIPS, VIEW_GAPS, VIEW_DEAD_LETTERS),
    /** Software that delivers readings, and sees nothing. */
    SOURCE(DELIVER_READINGS),
    /** Runs the service for all organizations: sees its metrics, no tenant's data. */
    OPERATOR();

    @SuppressWarnings("ImmutableEnumChecker") // Set.of never changes.
    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** As tokens and the command line spell it: {@code viewer}. */
    public String outwardName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a role we know nothing of; an issuer may have more of them than we use. */
    public static Optional<Role> find(String outwardName) {
        for (Role role : values()) {
            if (role.outwardName().equals(outwardName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
