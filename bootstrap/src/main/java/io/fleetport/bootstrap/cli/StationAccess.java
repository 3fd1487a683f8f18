package io.fleetport.bootstrap.cli;

import io.fleetport.bootstrap.local.Credential;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.RunningServer;
import io.fleetport.bootstrap.local.StationAuthority;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.mqtt.simulator.ClientSettings;
import io.fleetport.mqtt.simulator.StationCredentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How simulated stations reach the broker of a local server.
 *
 * @param client where the broker is
 * @param credentials of the server's own authority
 */
record StationAccess(ClientSettings client, StationCredentials credentials) {

    /** Whose a station becomes that nobody registered. */
    private static final OrganizationId NEWCOMERS = new OrganizationId("demo");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<Integer> REGISTERED = Set.of(200, 201);

    /**
     * The broker of a running server. Stations of another organization than {@code demo} are registered as they get their
     * certificates.
     *
     * @throws CommandFailure when the server has no broker
     */
    static StationAccess to(LocalServer server, OrganizationId owner) {
        RunningServer running = server.running();
        Path folder = LocalLayout.stationAuthority(running.data());
        if (running.stationsPort() == 0 || !Files.isDirectory(folder)) {
            throw new CommandFailure("the server on " + running.data()
                    + " has no broker of its own: stations are simulated against local servers only");
        }
        StationAuthority authority = StationAuthority.readFrom(folder, Clock.systemUTC());
        ClientSettings client = ClientSettings.of("localhost", running.stationsPort());
        if (owner.equals(NEWCOMERS)) {
            return new StationAccess(client, stationId -> credential(authority, stationId));
        }
        String token = server.issuer().mint(owner, "station-simulator", List.of(Role.MANAGER), Duration.ofMinutes(10));
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        return new StationAccess(client, stationId -> {
            register(http, running, token, stationId);
            return credential(authority, stationId);
        });
    }

    private static StationCredentials.Credential credential(StationAuthority authority, String stationId) {
        Credential issued = authority.issueStation(stationId);
        return new StationCredentials.Credential(issued.key(), issued.chain(), List.of(authority.certificate()));
    }

    private static void register(HttpClient http, RunningServer server, String token, String stationId) {
        // An id of a station needs no escaping in JSON.
        HttpRequest request = HttpRequest.newBuilder(server.api().resolve("/api/v1/stations"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"station_id\":\"" + stationId + "\"}"))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (!REGISTERED.contains(answer.statusCode())) {
                throw new CommandFailure("station " + stationId + " cannot be registered: " + answer.body());
            }
        } catch (IOException e) {
            throw new CommandFailure("station " + stationId + " cannot be registered: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while stations were being registered", e);
        }
    }
}
