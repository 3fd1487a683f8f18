package io.fleetport.bootstrap.wiring;

import static io.fleetport.bootstrap.wiring.ProcessRoles.KIND;
import static io.fleetport.bootstrap.wiring.ProcessRoles.ROLES;
import static io.fleetport.bootstrap.wiring.Settings.written;

import java.util.ArrayList;
import java.util.List;

/**
 * Which roles cannot work with what stands behind the ports. A process knows its own roles only: what is refused here would
 * be wrong whatever the other processes do.
 */
final class WrongRoles {

    private static final String NAME = "fleetport.stream.name";
    private static final String BROKER = "fleetport.stations.broker";

    private final ProcessRoles roles;
    private final Settings settings;
    private final Deployment deployment;
    private final List<String> wrong = new ArrayList<>();

    private WrongRoles(ProcessRoles roles, Settings settings, Deployment deployment) {
        this.roles = roles;
        this.settings = settings;
        this.deployment = deployment;
    }

    /** A line for each reason not to start, with what to change. */
    static List<String> of(Settings settings, Deployment deployment) {
        WrongRoles found = new WrongRoles(ProcessRoles.of(settings), settings, deployment);
        found.withTheStream();
        if (settings.text(ROLES).isPresent() && found.roles.hearsStations()) {
            found.withoutABroker();
        }
        if (found.roles.isPart()) {
            found.withStoresOfItsOwn();
            found.withABrokerOfItsOwn();
            found.withALiveBusOfItsOwn();
            found.withDocumentsOfItsOwn();
        }
        return found.wrong;
    }

    private void withTheStream() {
        boolean makers = !MakerStreams.names(settings).isEmpty();
        boolean hears = roles.hearsVehicles() || roles.hearsStations();
        if (roles.stream() == ProcessRoles.Stream.NONE) {
            if (hears && !roles.consumes()) {
                add(KIND + " is none, so that nobody would store what is heard: set it to kinesis, or add consumer to"
                        + " the roles");
            }
            if (roles.consumes() && !hears && !makers) {
                add(KIND + " is none, so that there is nothing to consume: set it to kinesis, or add edge or stations"
                        + " to the roles");
            }
            if (settings.text(NAME).isPresent()) {
                wrong.add(NAME + " is set, but " + KIND + " is none: set it to kinesis");
            }
        } else if (settings.text(NAME).isEmpty()) {
            wrong.add(NAME + " is not set, but " + KIND + " is kinesis: set it to the stream's name");
        }
        if (!roles.consumes() && makers) {
            wrong.add("fleetport.maker-streams are set, but " + ROLES + " is " + roles.named()
                    + ": consumers read them, leave them out");
        }
    }

    private void withoutABroker() {
        if (deployment.broker() == Deployment.Broker.NONE) {
            add(BROKER + " is none, so that there is nobody to hear: set it to outside, or leave stations out of the"
                    + " roles");
        }
    }

    private void withStoresOfItsOwn() {
        if (deployment.stores() == Deployment.Stores.MEMORY) {
            add("fleetport.stores is memory, which no other process sees: set it to postgres or dynamodb");
        } else if (deployment.database() == Deployment.Database.EMBEDDED) {
            add("fleetport.database.kind is embedded, which is this process's own: set it to external");
        }
    }

    private void withABrokerOfItsOwn() {
        if (deployment.broker() == Deployment.Broker.EMBEDDED && roles.commandsStations() && !roles.hearsStations()) {
            add(BROKER + " is embedded, which is this process's own, so that no command would reach a station: set it"
                    + " to outside or none, or give api and stations to one process");
        }
    }

    /** It holds what was stored here, for those who follow here, and forgets what is erased here. */
    private void withALiveBusOfItsOwn() {
        if (deployment.live() != Deployment.Live.IN_PROCESS) {
            return;
        }
        String change = ": set it to redis, or give consumer, live and jobs to one process";
        if (roles.servesLive() && !roles.consumes()) {
            add("fleetport.live is in-process, so that nobody would see what a consumer stores" + change);
        } else if (roles.stores() && !roles.servesLive()) {
            add("fleetport.live is in-process, so that nobody could follow what is stored here" + change);
        } else if (roles.servesLive() != roles.doesJobs()) {
            add("fleetport.live is in-process, so that an erasure would not reach the events that are held for"
                    + " followers" + change);
        }
    }

    private void withDocumentsOfItsOwn() {
        if (deployment.documents() == Deployment.Documents.FILE && roles.answersRequests() != roles.doesJobs()) {
            add("fleetport.documents.kind is " + written(deployment.documents()) + ", so that documents would be with"
                    + " the api, where no erasure reaches them: set it to s3, or give api and jobs to one process");
        }
    }

    private void add(String but) {
        wrong.add(ROLES + " is " + roles.named() + ", but " + but);
    }
}
