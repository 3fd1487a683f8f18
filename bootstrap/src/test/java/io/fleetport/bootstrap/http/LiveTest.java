package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream over a real connection. */
@Timeout(60)
class LiveTest extends ServerTest {

    private final VehicleId van = new VehicleId(new UUID(0, 7));
    private final VehicleId bus = new VehicleId(new UUID(0, 8));

    @Override
    Map<String, Object> settings() {
        return Map.of("fleetport.http.live-heartbeat", "50ms", "fleetport.http.live-buffer", 65_536);
    }

    @Test
    void readingsAndTripsComeAsTheyHappen() throws Exception {
        try (Watcher watcher = watch("")) {
            publish(ACME, van, 0);
            var trip = fleet.trip(fleet.vehicle(ACME, "Van"), NOON);
            server.bus.publish(List.of(new LiveEvent.Told(ACME, "Van", trip)));
            assertThat(watcher.next())
                    .startsWith("id: 1\nevent: reading\ndata: ")
                    .contains("\"vehicle_id\":\"" + van + "\"", "\"speed_kmh\":36.0");
            String told = watcher.next();
            assertThat(told).startsWith("id: 2\nevent: trip\ndata: ");
            assertThat(JSON.readTree(told.substring(told.indexOf("data: ") + 6))
                            .get("trip_id")
                            .asText())
                    .isEqualTo(trip.id().toString());
        }
    }

    @Test
    void stationsSessionsAndSwapsComeAsTheApiShowsThem() throws Exception {
        var key = forecourt.station("S-1");
        var session = forecourt.session(key, "c-9", NOON, null, 12);
        var swap = forecourt.completed(key, "w-77", NOON);
        StationState state = Forecourt.state(
                Forecourt.report(NOON, StationStatus.OPERATIONAL, 21.5), Forecourt.ready("1", "P-17", 97.0));
        forecourt.station(ACME, "S-1", state);
        try (Watcher watcher = watch("?types=station,session,swap&station_id=S-1")) {
            publish(ACME, van, 0);
            server.bus.publish(List.of(
                    new LiveEvent.StationMoved(FleetStation.unnamed(ACME, new StationId("S-2"), NOON), state),
                    new LiveEvent.StationMoved(FleetStation.unnamed(ACME, key.station(), NOON), state),
                    new LiveEvent.SessionTold(ACME, session),
                    new LiveEvent.SwapTold(ACME, swap)));

            var moved = (ObjectNode) data(watcher.next(), "id: 3\nevent: station\ndata: ");
            var shown =
                    (ObjectNode) server.json("/api/v1/stations").get("stations").get(0);
            assertThat(moved.remove("age_s").asDouble()).isPositive();
            shown.remove("age_s");
            assertThat(moved).isEqualTo(shown);
            assertThat(moved.get("slots_ready").asInt()).isEqualTo(1);
            assertThat(data(watcher.next(), "id: 4\nevent: session\ndata: "))
                    .isEqualTo(server.json("/api/v1/stations/S-1/sessions/c-9"));
            assertThat(data(watcher.next(), "id: 5\nevent: swap\ndata: "))
                    .isEqualTo(server.json("/api/v1/stations/S-1/swaps/w-77"));
        }
    }

    private static JsonNode data(String event, String head) throws Exception {
        assertThat(event).startsWith(head);
        return JSON.readTree(event.substring(head.length()));
    }

    @Test
    void onlyTheOwnOrganizationAndWhatWasAskedForIsSent() throws Exception {
        try (Watcher watcher = watch("?types=reading&signals=soc_percent,speed_kmh&vehicle_id=" + van)) {
            publish(OTHER, van, 0);
            publish(ACME, bus, 1);
            server.bus.publish(List.of(new LiveEvent.Heard(
                    ACME, "Van", Fleet.reading(van, NOON, new Signal.Quantity(Signals.ALTITUDE, 400)), NOON)));
            publish(ACME, van, 3);
            String event = watcher.next();
            assertThat(event).startsWith("id: 4\n").contains("\"values\":{\"speed_kmh\":36.0}");
        }
    }

    @Test
    void aClientThatComesBackGoesOnWithoutAHole() throws Exception {
        publish(ACME, van, 0, 1, 2);
        try (Watcher watcher = watch("", "Last-Event-ID", "1")) {
            assertThat(watcher.next()).startsWith("id: 2\nevent: reading");
            assertThat(watcher.next()).startsWith("id: 3\nevent: reading");
            publish(ACME, van, 3);
            assertThat(watcher.next()).startsWith("id: 4\nevent: reading");
        }
        try (Watcher watcher = watch("?last_event_id=3")) {
            assertThat(watcher.next()).startsWith("id: 4\nevent: reading");
        }
    }

    @Test
    void aPositionThatIsTooOldIsReset() throws Exception {
        publish(ACME, van, 0, 1, 2, 3, 4, 5);
        try (Watcher watcher = watch("", "Last-Event-ID", "1")) {
            assertThat(watcher.next()).isEqualTo("id: 6\nevent: reset\ndata: {}");
            publish(ACME, van, 6);
            assertThat(watcher.next()).startsWith("id: 7\nevent: reading");
        }
    }

    @Test
    void heartbeatsMoveThePositionPastWhatWasNotAskedFor() throws Exception {
        try (Watcher watcher = watch("?vehicle_id=" + bus)) {
            publish(ACME, van, 0, 1);
            String beat = watcher.block();
            while (!beat.contains("id:")) {
                assertThat(beat).isIn("retry: 2000", ": heartbeat");
                beat = watcher.block();
            }
            assertThat(beat).isEqualTo(": heartbeat\nid: 2");
        }
    }

    @Test
    void aClientThatLeavesIsForgotten() throws Exception {
        try (Watcher watcher = watch("")) {
            assertThat(watcher.block()).isEqualTo("retry: 2000");
            assertThat(server.bus.followers()).isEqualTo(1);
        }
        await().until(() -> server.bus.followers() == 0);
    }

    @Test
    void aClientThatDoesNotReadIsDroppedWithWhatItHasAndTheOthersGoOn() throws Exception {
        try (Watcher slow = watch("");
                Watcher quick = watch("")) {
            assertThat(slow.block()).isEqualTo("retry: 2000");
            Thread reader = Thread.startVirtualThread(quick::readAll);
            String text = "x".repeat(4_000);
            // More than sockets and buffers between us hold. The quick one is never further behind than its buffer
            // allows.
            for (int i = 0; i < 10_000 && server.bus.followers() == 2; i++) {
                server.bus.publish(List.of(new LiveEvent.Heard(
                        ACME,
                        "Van",
                        Fleet.reading(van, NOON.plusMillis(i), new Signal.Text(Signals.VEHICLE_NAME, text)),
                        NOON)));
                assertThat(i < 5 || quick.read(Duration.ofSeconds(30))).isTrue();
            }
            assertThat(server.bus.followers()).isEqualTo(1);
            List<String> rest = slow.readAll();
            assertThat(rest).hasSizeGreaterThan(3);
            assertThat(rest.getLast()).startsWith("id: ");
            reader.interrupt();
        }
    }

    @Test
    void theStreamEndsWithItsToken() throws Exception {
        String brief = server.issuer.mint(ACME, "someone", List.of(Role.VIEWER), Duration.ofSeconds(2));
        try (Watcher watcher = new Watcher(brief, "")) {
            assertThat(watcher.readAll()).startsWith("retry: 2000").doesNotContain("event");
        }
    }

    private void publish(OrganizationId organization, VehicleId vehicle, int... seconds) {
        for (int second : seconds) {
            server.bus.publish(List.of(new LiveEvent.Heard(
                    organization, "Van", Fleet.driving(vehicle, NOON.plusSeconds(second), 47), NOON)));
        }
    }

    private Watcher watch(String query, String... headers) throws Exception {
        return new Watcher(server.token(Role.VIEWER), query, headers);
    }

    /** Reads the stream block by block. */
    private final class Watcher implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;
        private final Semaphore events = new Semaphore(0);

        Watcher(String token, String query, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/api/v1/live" + query))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "text/event-stream");
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<InputStream> response =
                    server.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        /** Whether one event more has been read, by whichever thread reads, within the time. */
        boolean read(Duration within) throws InterruptedException {
            return events.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** The next block that dispatches an event. */
        String next() throws Exception {
            String block = block();
            while (!block.contains("event: ")) {
                block = block();
            }
            return block;
        }

        /** Empty at the end. */
        String block() throws Exception {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                block.add(line);
            }
            if (block.stream().anyMatch(line -> line.startsWith("event: "))) {
                events.release();
            }
            return String.join("\n", block);
        }

        List<String> readAll() {
            List<String> all = new ArrayList<>();
            try {
                for (String block = block(); !block.isEmpty(); block = block()) {
                    all.add(block);
                }
            } catch (Exception closed) {
                all.add("broken off");
            }
            return all;
        }

        @Override
        public void close() throws Exception {
            body.close();
        }
    }
}
