package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.DataPlaces;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.RunningServer;
import io.fleetport.bootstrap.local.RunningServers;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.wiring.Server;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.tesla.simulator.StreamAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A local server found by its data directory, or the one that was started last. */
record LocalServer(RunningServer running) {

    /** One in this very process. */
    static LocalServer on(Server server) {
        return new LocalServer(RunningServer.here(
                server.part(DataDirectory.class).root(),
                server.api(),
                server.options().vehiclesPort(),
                server.options().stationsPort(),
                Instant.now()));
    }

    /**
     * @param data where to look; empty for the server started last
     * @throws CommandFailure when none runs
     */
    static LocalServer find(Optional<Path> data) {
        try {
            if (data.isPresent()) {
                return new LocalServer(RunningServers.on(data.get())
                        .orElseThrow(() -> new CommandFailure("no server runs on " + data.get()
                                + ": start one with fleetport serve --data " + data.get())));
            }
            return new LocalServer(new RunningServers(DataPlaces.servers())
                    .newest()
                    .orElseThrow(() -> new CommandFailure("no local server is running: start one with fleetport serve,"
                            + " or say which with --data")));
        } catch (IOException e) {
            throw new CommandFailure("cannot look for running servers: " + e.getMessage(), e);
        }
    }

    DevelopmentAuthority authority() {
        Path folder = LocalLayout.authority(running.data());
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("the server on " + running.data()
                    + " has no development authority: vehicles are simulated against local servers only");
        }
        return DevelopmentAuthority.readFrom(folder);
    }

    DevelopmentIssuer issuer() {
        return issuer(running.data());
    }

    /** The issuer of the server with this data directory, which need not be running. */
    static DevelopmentIssuer issuer(Path data) {
        Path key = LocalLayout.issuerKey(data);
        if (!Files.exists(key)) {
            throw new CommandFailure("no local server has used " + data
                    + " yet, so there is no key to sign a token with: start one with fleetport serve");
        }
        return DevelopmentIssuer.open(key, Clock.systemUTC());
    }

    /** Where the vehicles of the organization connect. */
    StreamAddress vehicles(OrganizationId organization) {
        return address(running.vehiclesPort(), organization);
    }

    static StreamAddress address(int port, OrganizationId organization) {
        return new StreamAddress("localhost", port, organization + ".vehicles.localhost");
    }
}
