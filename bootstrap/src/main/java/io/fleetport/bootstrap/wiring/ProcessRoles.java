package io.fleetport.bootstrap.wiring;

import static io.fleetport.bootstrap.wiring.Settings.written;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this process does, and what is between those that hear and those that store.
 *
 * @param roles never empty
 */
public record ProcessRoles(Set<ProcessRole> roles, Stream stream) {

    static final String ROLES = "fleetport.roles";
    static final String KIND = "fleetport.stream.kind";

    /** {@code fleetport.stream.kind} */
    public enum Stream {
        /** Nothing: who hears stores. */
        NONE,
        KINESIS
    }

    public ProcessRoles {
        roles = Set.copyOf(roles);
    }

    /** @throws WrongSetting when a value is unknown */
    static ProcessRoles of(Settings settings) {
        EnumSet<ProcessRole> named = EnumSet.noneOf(ProcessRole.class);
        for (String role : settings.text(ROLES).orElse("").split(",")) {
            if (!role.isBlank()) {
                named.add(settings.with(ROLES, role).oneOf(ROLES, ProcessRole.class, ProcessRole.API));
            }
        }
        return new ProcessRoles(
                named.isEmpty() ? EnumSet.allOf(ProcessRole.class) : named,
                settings.oneOf(KIND, Stream.class, Stream.NONE));
    }

    boolean has(ProcessRole role) {
        return roles.contains(role);
    }

    /** Whether other processes do a part of the work. */
    boolean isPart() {
        return roles.size() < ProcessRole.values().length;
    }

    /** Whether vehicles connect to this process. */
    public boolean hearsVehicles() {
        return has(ProcessRole.EDGE);
    }

    /** Whether what stations say comes here. */
    public boolean hearsStations() {
        return has(ProcessRole.STATIONS);
    }

    /** Whether commands to stations leave from here. */
    boolean commandsStations() {
        return has(ProcessRole.API);
    }

    public boolean answersRequests() {
        return has(ProcessRole.API);
    }

    public boolean servesLive() {
        return has(ProcessRole.LIVE);
    }

    public boolean doesJobs() {
        return has(ProcessRole.JOBS);
    }

    /** Whether anybody brings telemetry to this process: vehicles, stations, or callers of the API. */
    private boolean takesIn() {
        return hearsVehicles() || hearsStations() || answersRequests();
    }

    /** Whether what is heard here goes into the stream rather than into the stores. */
    boolean publishes() {
        return stream != Stream.NONE && takesIn();
    }

    boolean consumes() {
        return has(ProcessRole.CONSUMER);
    }

    /** Whether this process writes telemetry into the stores, and so is where live events begin. */
    boolean stores() {
        return consumes() || takesIn() && !publishes();
    }

    /** As they are written in the setting, in the order of their declaration. */
    public List<String> names() {
        return Arrays.stream(ProcessRole.values())
                .filter(roles::contains)
                .map(Settings::written)
                .toList();
    }

    String named() {
        return names().stream().collect(Collectors.joining(","));
    }

    /** For the line of the log. */
    @Override
    public String toString() {
        return "roles=" + named() + " stream=" + written(stream);
    }
}
