package io.fleetport.bootstrap.cli;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.mqtt.simulator.ClientSettings;
import io.fleetport.mqtt.simulator.StationCredentials;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How simulated stations reach the broker of a local server.
 *
 * @param client where the broker is
 * @param credentials of its own authority
 */
@SuppressWarnings("DoNotCallSuggester") // local servers have no broker yet: both methods say so
record StationAccess(ClientSettings client, StationCredentials credentials) {

    /**
     * The broker of a running server. The one place that knows how the server tells of its broker and who signs for stations.
     *
     * @param owner whose stations they are
     * @throws CommandFailure when the server has no broker
     */
    static StationAccess to(LocalServer server, OrganizationId owner) {
        throw new CommandFailure(
                "the server on " + server.running().data() + " has no broker for the stations of " + owner);
    }

    /** What telemetry of the organization's stations is in the database of a running server. */
    static StoredReadings stored(Path data, OrganizationId owner) throws IOException {
        throw new CommandFailure("the server on " + data + " keeps no telemetry of the stations of " + owner);
    }
}
