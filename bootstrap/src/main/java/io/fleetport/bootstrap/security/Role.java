package io.fleetport.bootstrap.security;

import static io.fleetport.application.port.in.Permission.CLAIM_VEHICLES;
import static io.fleetport.application.port.in.Permission.COMMAND_STATIONS;
import static io.fleetport.application.port.in.Permission.DELIVER_READINGS;
import static io.fleetport.application.port.in.Permission.ERASE_DATA;
import static io.fleetport.application.port.in.Permission.FOLLOW_LIVE;
import static io.fleetport.application.port.in.Permission.MANAGE_DOCUMENTS;
import static io.fleetport.application.port.in.Permission.MANAGE_FLEETS;
import static io.fleetport.application.port.in.Permission.MANAGE_KEYS;
import static io.fleetport.application.port.in.Permission.MANAGE_MEMBERS;
import static io.fleetport.application.port.in.Permission.MANAGE_PRIVACY;
import static io.fleetport.application.port.in.Permission.MANAGE_STATIONS;
import static io.fleetport.application.port.in.Permission.MANAGE_WEBHOOKS;
import static io.fleetport.application.port.in.Permission.OPERATE;
import static io.fleetport.application.port.in.Permission.VIEW_AUDIT;
import static io.fleetport.application.port.in.Permission.VIEW_DASHCAM;
import static io.fleetport.application.port.in.Permission.VIEW_DEAD_LETTERS;
import static io.fleetport.application.port.in.Permission.VIEW_DOCUMENTS;
import static io.fleetport.application.port.in.Permission.VIEW_GAPS;
import static io.fleetport.application.port.in.Permission.VIEW_HISTORY;
import static io.fleetport.application.port.in.Permission.VIEW_STATIONS;
import static io.fleetport.application.port.in.Permission.VIEW_TRIPS;
import static io.fleetport.application.port.in.Permission.VIEW_USAGE;
import static io.fleetport.application.port.in.Permission.VIEW_VEHICLES;
import static io.fleetport.application.port.in.Permission.VIEW_VINS;

import io.fleetport.application.port.in.Permission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token can say its bearer is, and what that allows. */
public enum Role {
    /** Looks at the fleet. */
    VIEWER(Set.of(), VIEW_VEHICLES, VIEW_STATIONS, VIEW_HISTORY, VIEW_TRIPS, VIEW_GAPS, VIEW_DOCUMENTS, FOLLOW_LIVE),
    /** Sends vehicles out, and keeps packs and plugs free for them. */
    DISPATCHER(VIEWER.permissions, COMMAND_STATIONS),
    /** Answers for the fleet, what went wrong included. */
    MANAGER(
            DISPATCHER.permissions,
            VIEW_DEAD_LETTERS,
            MANAGE_STATIONS,
            MANAGE_FLEETS,
            CLAIM_VEHICLES,
            MANAGE_PRIVACY,
            MANAGE_DOCUMENTS,
            VIEW_DASHCAM,
            VIEW_USAGE),
    /** Runs the organization's account. May do all of it, but speaks for no vehicle. */
    ADMIN(MANAGER.permissions, MANAGE_MEMBERS, MANAGE_KEYS, MANAGE_WEBHOOKS, VIEW_VINS, ERASE_DATA, VIEW_AUDIT),
    /** Checks afterwards; does not watch live. */
    AUDITOR(
            Set.of(),
            VIEW_VEHICLES,
            VIEW_STATIONS,
            VIEW_HISTORY,
            VIEW_TRIPS,
            VIEW_GAPS,
            VIEW_DOCUMENTS,
            VIEW_DEAD_LETTERS,
            VIEW_AUDIT,
            VIEW_USAGE),
    /** Software that delivers readings, and sees nothing. */
    SOURCE(Set.of(), DELIVER_READINGS),
    /** Runs the service for all organizations: sees its metrics, no tenant's data. */
    OPERATOR(Set.of(), OPERATE);

    @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf never changes.
    private final Set<Permission> permissions;

    Role(Set<Permission> less, Permission... more) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        all.addAll(less);
        all.addAll(Set.of(more));
        permissions = Set.copyOf(all);
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
