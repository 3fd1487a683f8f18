package io.fleetport.bootstrap.wiring;

import static io.fleetport.bootstrap.wiring.Settings.written;

import java.util.ArrayList;
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

    private static final String ROLES = "fleetport.roles";
    private static final String KIND = "fleetport.stream.kind";
    private static final String NAME = "fleetport.stream.name";

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

    /** What must not start. */
    List<String> wrong(Settings settings, Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        boolean edge = roles.contains(ProcessRole.EDGE);
        boolean consumer = roles.contains(ProcessRole.CONSUMER);
        if (stream == Stream.NONE) {
            if (edge && !consumer) {
                wrong.add(ROLES + " is " + named() + ", but " + KIND + " is none, so that nobody would store what is"
                        + " heard: set it to kinesis, or add consumer to the roles");
            }
            if (consumer && !edge && MakerStreams.names(settings).isEmpty()) {
                wrong.add(ROLES + " is " + named() + ", but " + KIND + " is none, so that there is nothing to consume:"
                        + " set it to kinesis, or add edge to the roles");
            }
            if (settings.text(NAME).isPresent()) {
                wrong.add(NAME + " is set, but " + KIND + " is none: set it to kinesis");
            }
        } else if (settings.text(NAME).isEmpty()) {
            wrong.add(NAME + " is not set, but " + KIND + " is kinesis: set it to the stream's name");
        }
        if (!consumer && !MakerStreams.names(settings).isEmpty()) {
            wrong.add("fleetport.maker-streams are set, but " + ROLES + " is " + named()
                    + ": consumers read them, leave them out");
        }
        if (roles.size() < ProcessRole.values().length) {
            wrong.addAll(alone(deployment));
        }
        return wrong;
    }

    /** What the processes of the other roles could not see. */
    private List<String> alone(Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        if (deployment.stores() == Deployment.Stores.MEMORY) {
            wrong.add(ROLES + " is " + named()
                    + ", but fleetport.stores is memory, which no other process sees: set it to" + " postgres");
        } else if (deployment.database() == Deployment.Database.EMBEDDED) {
            wrong.add(
                    ROLES + " is " + named() + ", but fleetport.database.kind is embedded, which is this process's own:"
                            + " set it to external");
        }
        if (roles.contains(ProcessRole.API) != roles.contains(ProcessRole.CONSUMER)
                && deployment.live() == Deployment.Live.IN_PROCESS) {
            wrong.add(
                    ROLES + " is " + named() + ", but fleetport.live is in-process, so that nobody would follow what a"
                            + " consumer stores: set it to redis");
        }
        return wrong;
    }

    /** Whether vehicles connect to this process. */
    public boolean hearsVehicles() {
        return roles.contains(ProcessRole.EDGE);
    }

    /** Whether there is a way to stations here: to hear them, or to send them commands. */
    public boolean reachesStations() {
        return roles.contains(ProcessRole.EDGE) || roles.contains(ProcessRole.API);
    }

    public boolean answersRequests() {
        return roles.contains(ProcessRole.API);
    }

    /** Whether what is heard here goes into the stream rather than into the stores. */
    boolean publishes() {
        return stream != Stream.NONE && reachesStations();
    }

    boolean consumes() {
        return roles.contains(ProcessRole.CONSUMER);
    }

    /** Whether this process writes telemetry into the stores. */
    boolean stores() {
        return consumes() || !publishes();
    }

    private String named() {
        return Arrays.stream(ProcessRole.values())
                .filter(roles::contains)
                .map(Settings::written)
                .collect(Collectors.joining(","));
    }

    /** For the line of the log. */
    @Override
    public String toString() {
        return "roles=" + named() + " stream=" + written(stream);
    }
}
