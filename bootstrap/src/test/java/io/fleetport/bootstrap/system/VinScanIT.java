package io.fleetport.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.bootstrap.local.DevelopmentAuthority;
import io.fleetport.bootstrap.local.LocalLayout;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Vehicles of both protocols come in and VINs are sent where they do not belong, in odd forms. None is anywhere afterwards but
 * in the vault, which gives it out on record; and an erased vehicle is nowhere at all.
 */
@Order(4)
class VinScanIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every VIN here begins so. */
    private static final String PREFIX = "5YJ3E1EA";

    private static final String VIN = PREFIX + "0PF123456";
    private static final String OTHER = PREFIX + "7KF654321";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private final HttpClient http = HttpClient.newHttpClient();
    private ServerProcess server;
    private String source;

    @Test
    void noVinIsKeptOrShownAnywhereAndNothingOfAnErasedVehicle() throws Exception {
        Launcher launcher = new Launcher(home);
        try (ServerProcess started = ServerProcess.start(launcher, home)) {
            server = started;
            source = launcher.run(
                            30,
                            "token",
                            "--data",
                            server.data().toString(),
                            "--organization",
                            "demo",
                            "--role",
                            "source")
                    .output()
                    .strip();
            Path events = home.resolve("events.txt");
            follow(events);
            Launcher.Ended simulated = launcher.run(
                    60,
                    "simulate",
                    "vehicles",
                    "--data",
                    server.data().toString(),
                    "--vehicles",
                    "3",
                    "--rate",
                    "30",
                    "--seconds",
                    "2");
            assertThat(simulated.exitCode()).as(simulated.output()).isZero();
            sayVinsByCertificate();
            sayVinsOverHttp();
            await().atMost(SOON).until(() -> archived().findAny().isPresent());

            String vehicle = vaulted();
            scan(events, vehicle);

            erase(vehicle);
        }
    }

    private void sayVinsByCertificate() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.readFrom(LocalLayout.authority(server.data()));
        try (RawVehicle car = new RawVehicle(
                VIN, authority.issueVehicle(VIN, Instant.now()), authority.certificate(), server.vehiclesPort())) {
            car.sendRecord("good", Instant.now());
            assertThat(car.answer(SOON)).isEqualTo("ack good");
            car.sendRecord("spoof", Instant.now(), 30, 70, OTHER);
            assertThat(car.answer(SOON)).isEqualTo("error spoof");
            for (String odd :
                    List.of(VIN, VIN.toLowerCase(Locale.ROOT), "vehicle_device." + OTHER, "x=" + OTHER + ";")) {
                car.send(odd.getBytes(StandardCharsets.UTF_8));
                assertThat(car.answer(SOON)).startsWith("error");
            }
        }
    }

    private void sayVinsOverHttp() throws Exception {
        String now = Instant.now().toString();
        String lower = OTHER.toLowerCase(Locale.ROOT);
        String escaped = "\\u0035" + OTHER.substring(1);
        for (String body : List.of(
                "{\"vehicle_id\":\"" + OTHER + "\",\"observed_at\":\"" + now + "\",\"speed_kmh\":50}",
                "{\"vehicle_id\":\"van-1\",\"observed_at\":\"" + now + "\",\"speed_kmh\":50,\"vehicle_name\":\"" + OTHER
                        + "\"}",
                "{\"vehicle_id\":\"van-1\",\"observed_at\":\"" + now + "\",\"speed_kmh\":51,\"vehicle_name\":\"" + lower
                        + "\"}",
                "{\"vehicle_id\":\"van-2\",\"observed_at\":\"" + now + "\",\"speed_kmh\":1e12,\"note\":\"" + escaped
                        + "\"}",
                "{\"vehicle_id\":\"van-2\",\"observed_at\":\"" + now + "\",\"gear\":\"" + lower + "\",\"x_" + lower
                        + "\":5}",
                "{\"vehicle_id\":\"van-3\",\"observed_at\":\"1970-01-01T00:00:00Z\",\"vehicle_name\":\"" + OTHER
                        + "\"}",
                "{\"vehicle_id\":\"" + OTHER,
                OTHER)) {
            ask("POST", "/api/v1/readings", source, body);
        }
        // What a caller asks for by VIN must not be in the log.
        ask("GET", "/api/v1/vehicles/" + OTHER, server.token(), "");
        ask("GET", "/api/v1/vehicles?name=" + OTHER, server.token(), "");
    }

    /** The vehicle that came by certificate under this VIN, revealed with a reason and not without. */
    private String vaulted() throws Exception {
        String found = null;
        for (JsonNode vehicle : server.list("/api/v1/vehicles?limit=100", "vehicles")) {
            String id = vehicle.get("vehicle_id").asText();
            HttpResponse<String> answer = ask(
                    "POST",
                    "/api/v1/vehicles/" + id + "/vin",
                    server.token(),
                    "{\"reason\":\"reported stolen, case 1\"}");
            if (answer.statusCode() == 200
                    && JSON.readTree(answer.body()).get("vin").asText().equals(VIN)) {
                found = id;
            }
        }
        assertThat(found).isNotNull();
        assertThat(ask("POST", "/api/v1/vehicles/" + found + "/vin", server.token(), "{\"reason\":\"short\"}")
                        .statusCode())
                .isEqualTo(400);
        return found;
    }

    private void scan(Path events, String vehicle) throws Exception {
        await().atMost(SOON).until(() -> Files.readString(events).contains(vehicle));
        VinScan scan = new VinScan(PREFIX);

        assertThat(scan.lookIntoDatabase(server.data())).contains("vehicle", "dead_letter", "vin", "data_key");
        scan.lookIntoAll(LocalLayout.archive(server.data()));
        scan.look("log", server.log());
        scan.look("metrics", server.metrics());
        scan.look("events", Files.readString(events));
        for (String path : List.of("vehicles", "trips", "gaps", "dead-letters", "dead-letters/counts")) {
            scan.look("answer of " + path, server.get("/api/v1/" + path).toString());
        }
        for (JsonNode letter : server.list("/api/v1/dead-letters?limit=100", "dead_letters")) {
            String path = "/api/v1/dead-letters/" + letter.get("dead_letter_id").asText();
            scan.look("answer of " + path, server.get(path).toString());
        }

        assertThat(scan.bytes()).isGreaterThan(10_000);
        assertThat(scan.found()).isEmpty();
        plant();
    }

    /** The scan would have found one. */
    private void plant() throws Exception {
        VinScan scan = new VinScan(PREFIX);
        try (Connection connection = VinScan.connect(server.data());
                Statement statement = connection.createStatement()) {
            statement.execute("create table planted as select '" + VIN + "' as a, decode('"
                    + HexFormat.of().formatHex(("x" + VIN).getBytes(StandardCharsets.UTF_16LE))
                    + "', 'hex') as b, encode('"
                    + VIN.toLowerCase(Locale.ROOT) + "', 'hex') as c, encode('x" + VIN + "', 'base64') as d");
            scan.lookIntoDatabase(server.data());
            statement.execute("drop table planted");
        }
        assertThat(scan.found())
                .containsExactlyInAnyOrder(
                        "planted.a (plain)", "planted.b (UTF-16)", "planted.c (hexadecimal)", "planted.d (base64)");
    }

    private void erase(String vehicle) throws Exception {
        HttpResponse<String> ordered = ask(
                "POST",
                "/api/v1/erasures",
                server.token(),
                "{\"vehicle_id\":\"" + vehicle + "\",\"reason\":\"its driver left and asked for it\"}");
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        String report = ordered.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> server.get(report).get("removed").has("reading"));
        // It goes on where it was after a kill; what the step underway had removed would not be counted.
        server.killHard();
        server.restart();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.get(report).get("state").asText().equals("finished"));

        JsonNode removed = server.get(report).get("removed");
        for (String place : List.of("vin", "vehicle", "reading", "dead_letter")) {
            assertThat(removed.get(place).asLong()).as(place).isPositive();
        }
        assertThat(removed.get("archive").asLong() + removed.get("outbox").asLong())
                .isPositive();
        assertThat(ask("GET", "/api/v1/vehicles/" + vehicle, server.token(), "").statusCode())
                .isEqualTo(404);
        VinScan scan = new VinScan(vehicle);
        scan.lookIntoAll(LocalLayout.archive(server.data()));
        scan.lookIntoDatabase(server.data());
        assertThat(scan.found()).allMatch(where -> where.startsWith("erasure.") || where.startsWith("audit"));
    }

    private HttpResponse<String> ask(String method, String path, String bearer, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.api().resolve(path))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void follow(Path events) {
        URI live = server.api().resolve("/api/v1/live");
        http.sendAsync(
                HttpRequest.newBuilder(live)
                        .header("Authorization", "Bearer " + server.token())
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofFile(events));
        await().atMost(SOON).until(() -> Files.exists(events));
    }

    private Stream<Path> archived() throws Exception {
        Path archive = LocalLayout.archive(server.data());
        return Files.exists(archive) ? Files.walk(archive).filter(Files::isRegularFile) : Stream.empty();
    }
}
