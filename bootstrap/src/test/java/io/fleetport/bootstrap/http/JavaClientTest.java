package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.bootstrap.security.Role;
import io.fleetport.client.ApiClient;
import io.fleetport.client.ApiException;
import io.fleetport.client.ApiResponse;
import io.fleetport.client.api.CommandsApi;
import io.fleetport.client.api.StationsApi;
import io.fleetport.client.api.TripsApi;
import io.fleetport.client.api.VehiclesApi;
import io.fleetport.client.model.Command;
import io.fleetport.client.model.CommandRequest;
import io.fleetport.client.model.RegisteredStation;
import io.fleetport.client.model.StationRegistration;
import io.fleetport.client.model.Trip;
import io.fleetport.client.model.TripList;
import io.fleetport.client.model.Vehicle;
import io.fleetport.client.model.VehicleList;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client that is generated from the served description talks to the server that serves it. */
class JavaClientTest extends ServerTest {

    private ApiClient client;

    @BeforeEach
    void connect() {
        String token = server.token(Role.MANAGER);
        client = new ApiClient();
        client.updateBaseUri(server.uri("/").toString().replaceAll("/$", ""));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    @Test
    void itListsAndReadsWhatIsThere() throws Exception {
        VehicleId id = new VehicleId(UUID.randomUUID());
        var key = fleet.vehicle(ACME, "Van 1", Fleet.driving(id, NOON, 47.1));
        var trip = fleet.trip(key, NOON);

        VehicleList vehicles = new VehiclesApi(client).listVehicles(null, null, 10, null);
        assertThat(vehicles.getCount()).isEqualTo(1);
        Vehicle vehicle = vehicles.getVehicles().getFirst();
        assertThat(vehicle.getVehicleName()).isEqualTo("Van 1");
        assertThat(vehicle.getSpeedKmh()).isEqualTo(36.0);
        assertThat(vehicle.getLastSeenAt().toInstant()).isEqualTo(NOON);

        TripList trips =
                new TripsApi(client).listTrips(vehicle.getVehicleId(), null, null, null, null, null, null, null);
        Trip told = trips.getTrips().getFirst();
        assertThat(told.getTripId()).hasToString(trip.id().toString());
        assertThat(told.getState()).isEqualTo(Trip.StateEnum.FINISHED);
        assertThat(trips.getNext()).isNull();
    }

    @Test
    void itRegistersCommandsAndSendsAgainSafely() throws Exception {
        StationRegistration wish = new StationRegistration()
                .stationId("S-7")
                .name("North")
                .latitude(56.46)
                .longitude(-2.97);
        RegisteredStation station = new StationsApi(client).registerStation(wish, null);
        assertThat(station.getName()).isEqualTo("North");

        CommandRequest request = new CommandRequest()
                .command(CommandRequest.CommandEnum.RESERVE_SLOT)
                .slotId("1");
        CommandsApi commands = new CommandsApi(client);
        ApiResponse<Command> first = commands.commandStationWithHttpInfo("S-7", request, "k-1");
        ApiResponse<Command> again = commands.commandStationWithHttpInfo("S-7", request, "k-1");
        assertThat(first.getData().getOutcome()).isEqualTo(Command.OutcomeEnum.SENT);
        assertThat(again.getData()).isEqualTo(first.getData());
        assertThat(again.getHeaders()).containsKey("idempotency-replayed");
        assertThat(server.channel.taken()).hasSize(1);
    }

    @Test
    void aProblemComesAsOne() {
        assertThatThrownBy(() -> new StationsApi(client).getStation("S-9", null))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(404);
                    assertThat(read(refused.getResponseBody())).isEqualTo("/problems/not-found");
                });
    }

    private static String read(String problem) {
        try {
            return JSON.readTree(problem).get("type").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(problem, e);
        }
    }
}
