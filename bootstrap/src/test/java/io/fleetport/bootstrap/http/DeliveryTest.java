package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.Unit;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Readings over HTTP: what is understood, whom they may speak for, and that the answer waits for the store. */
class DeliveryTest extends ServerTest {

    private static final String ONE =
            "{\"vehicle_id\":\"van-7\",\"observed_at\":\"2026-03-01T12:00:00Z\",\"speed_kmh\":36}";

    @Override
    Map<String, Object> settings() {
        return Map.of("fleetport.http.most-readings", 5, "fleetport.http.most-request-bytes", 20_000);
    }

    @Test
    void everyKnownMemberBecomesItsSignalInSi() throws Exception {
        HttpResponse<String> answer = server.deliver(server.token(Role.SOURCE), """
                [{"vehicle_id": "van-7", "vehicle_name": "Van 7", "observed_at": "2026-03-01T13:00:00.5+01:00",
                  "latitude": 47.1, "longitude": 8.5, "speed_kmh": 36, "odometer_km": 12.5, "soc_percent": null,
                  "fuel_rate_lph": 3.6, "ignition": true, "gear": "D", "coolant_temperature_c": 90.5,
                  "door_open": false, "driver_mood": "good", "passengers": 3}]""");
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.readTree("{\"accepted\":1,\"duplicates\":0,\"refused\":0,\"outcomes\":[]}"));
        Delivery delivery = server.intake.taken().getFirst();
        assertThat(delivery.organization()).isEqualTo(ACME);
        assertThat(delivery.subject()).isEqualTo(new VehicleKey(ACME, server.pseudonyms.of(ACME, "http", "van-7")));
        assertThat(delivery.source()).isEqualTo("http");
        assertThat(new String(delivery.raw(), StandardCharsets.UTF_8))
                .startsWith("{\"vehicle_id\"")
                .endsWith("3}");
        Delivery.Said said = (Delivery.Said) delivery.content();
        assertThat(said.observedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.5Z"));
        assertThat(said.signals())
                .containsExactlyInAnyOrder(
                        new Signal.Text(Signals.VEHICLE_NAME, "Van 7"),
                        new Signal.Place(Signals.POSITION, new Position(47.1, 8.5)),
                        new Signal.Quantity(Signals.SPEED, 10),
                        new Signal.Quantity(Signals.ODOMETER, 12_500),
                        new Signal.Unmeasurable(Signals.STATE_OF_CHARGE),
                        new Signal.Quantity(Signals.FUEL_RATE, 1e-6),
                        new Signal.Flag(Signals.IGNITION, true),
                        new Signal.Option(Signals.GEAR, "D"),
                        new Signal.Quantity(SignalName.of("coolant_temperature", Unit.CELSIUS), 90.5),
                        new Signal.Flag(SignalName.of("door_open", Unit.NONE), false),
                        new Signal.Text(SignalName.of("driver_mood", Unit.NONE), "good"),
                        new Signal.Quantity(SignalName.of("passengers", Unit.NONE), 3));
    }

    @Test
    void linesAreTakenOneByOneAndABrokenOneHarmsNoOther() throws Exception {
        String body = ONE + "\n{oops\n\n" + ONE.replace("12:00:00", "12:00:01") + "\r\n";
        HttpResponse<String> answer = server.client.send(
                server.post(server.token(Role.SOURCE), body.getBytes(StandardCharsets.UTF_8), "application/x-ndjson")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode told = JSON.readTree(answer.body());
        assertThat(told.get("accepted").asInt()).isEqualTo(2);
        assertThat(told.get("refused").asInt()).isEqualTo(1);
        assertThat(told.get("outcomes").get(0).get("index").asInt()).isEqualTo(1);
        assertThat(told.get("outcomes").get(0).get("reason").asText()).isEqualTo("undecodable");
        Delivery broken = server.intake.taken().get(1);
        assertThat(broken.raw()).asString().isEqualTo("{oops");
        assertThat(broken.subject()).isNotEqualTo(new VehicleKey(ACME, server.pseudonyms.of(ACME, "http", "van-7")));
    }

    @Test
    void whatIsNoReadingIsRefusedWithAReasonInItsPlace() throws Exception {
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("7", "must be a JSON object"),
                Map.entry("{\"observed_at\":\"2026-03-01T12:00:00Z\",\"speed_kmh\":1}", "vehicle_id is missing"),
                Map.entry("{\"vehicle_id\":\"v\",\"speed_kmh\":1}", "observed_at is missing"),
                Map.entry(ONE.replace("2026-03-01T12:00:00Z", "noon"), "observed_at must be"),
                Map.entry(ONE.replace("36", "\"fast\""), "speed_kmh must be a number"),
                Map.entry(ONE.replace("36", "{\"a\":[1]}"), "speed_kmh must be"),
                Map.entry(ONE.replace("speed_kmh", "speed_m"), "speed_m must be given as speed_kmh"),
                Map.entry(ONE.replace("speed_kmh", "latitude"), "only make sense together"),
                Map.entry(ONE.replace("speed_kmh\":36", "latitude\":91,\"longitude\":0"), "latitude must be within"),
                Map.entry(ONE.replace("speed_kmh", "open_connections"), "cannot be delivered"),
                Map.entry(ONE.replace("speed_kmh", "Speed"), "lower_snake_case"),
                Map.entry(ONE.replace("36", "36,\"speed_kmh\":37"), "twice"),
                Map.entry(ONE.replace(",\"speed_kmh\":36", ""), "at least one signal"));
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            HttpResponse<String> answer =
                    server.deliver(server.token(Role.SOURCE), "[" + each.getKey() + "," + ONE + "]");
            JsonNode told = JSON.readTree(answer.body());
            assertThat(told.get("accepted").asInt()).as(answer.body()).isEqualTo(1);
            JsonNode outcome = told.get("outcomes").get(0);
            assertThat(outcome.get("outcome").asText()).isEqualTo("refused");
            assertThat(outcome.get("reason").asText()).isEqualTo("undecodable");
            assertThat(outcome.get("detail").asText()).as(each.getKey()).contains(each.getValue());
        }
    }

    @Test
    void aCredentialSpeaksForItsOwnVehiclesOnly() throws Exception {
        HttpResponse<String> answer =
                server.deliver(server.tokenFor("van-7"), "[" + ONE + "," + ONE.replace("van-7", "van-8") + "]");
        JsonNode told = JSON.readTree(answer.body());
        assertThat(told.get("accepted").asInt()).isEqualTo(1);
        assertThat(told.get("outcomes").get(0).get("index").asInt()).isEqualTo(1);
        assertThat(told.get("outcomes").get(0).get("reason").asText()).isEqualTo("wrong_identity");
        Delivery forged = server.intake.taken().get(1);
        assertThat(((Delivery.Unusable) forged.content()).reason()).isEqualTo(DeadLetterReason.WRONG_IDENTITY);
        assertThat(forged.subject()).isNotEqualTo(new VehicleKey(ACME, server.pseudonyms.of(ACME, "http", "van-8")));
        assertThat(server.get("/metrics", server.token(Role.OPERATOR)).body())
                .contains("fleetport_http_readings_total{outcome=\"refused\"} 1.0");
    }

    @Test
    void aVinStopsAtTheEdge() throws Exception {
        String vin = "5YJ3E1EA7KF000316";
        server.deliver(
                server.token(Role.SOURCE),
                "[" + ONE.replace("van-7", vin).replace("\"speed", "\"vehicle_name\":\"" + vin + "\",\"speed") + "]");
        Delivery delivery = server.intake.taken().getFirst();
        assertThat(delivery.subject()).isEqualTo(new VehicleKey(ACME, server.pseudonyms.of(ACME, "http", vin)));
        assertThat(new String(delivery.raw(), StandardCharsets.UTF_8))
                .doesNotContain(vin)
                .contains("*".repeat(17));
        assertThat(((Delivery.Said) delivery.content()).signals())
                .containsExactly(new Signal.Quantity(Signals.SPEED, 10));
    }

    @Test
    void theAnswerWaitsUntilEverythingIsSettled() throws Exception {
        server.intake.hold();
        CompletableFuture<HttpResponse<String>> answer = server.client.sendAsync(
                server.post(server.token(Role.SOURCE), ONE.getBytes(StandardCharsets.UTF_8), "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        await().until(() -> server.intake.taken().size() == 1);
        // Another request is answered meanwhile, so the first one could have been, too.
        assertThat(server.get("/health", null).statusCode()).isEqualTo(200);
        assertThat(answer).isNotDone();
        server.intake.settleAll();
        assertThat(answer.get().statusCode()).isEqualTo(200);
    }

    @Test
    void withoutRoomTheRestIsOfferedLater() throws Exception {
        server.intake.roomFor(1);
        String second = ONE.replace("12:00:00", "12:00:01");
        CompletableFuture<HttpResponse<String>> answer = server.client.sendAsync(
                server.post(
                                server.token(Role.SOURCE),
                                ("[" + ONE + "," + second + "]").getBytes(StandardCharsets.UTF_8),
                                "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        await().until(server.intake::someoneWaits);
        assertThat(server.intake.taken()).hasSize(1);
        server.intake.makeRoom();
        assertThat(JSON.readTree(answer.get().body()).get("accepted").asInt()).isEqualTo(2);
        assertThat(server.intake.taken()).hasSize(2);
    }

    @Test
    void whatIsNotSettledInTimeIsToBeSentAgain() throws Exception {
        server.close();
        server = new WebServer(folder, Map.of("fleetport.http.settle-within", "200ms"));
        server.intake.hold();
        HttpResponse<String> answer = server.deliver(server.token(Role.SOURCE), "[" + ONE + "]");
        assertProblem(answer, 503, "/problems/not-settled");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void duplicatesAndImplausibleSignalsAreTold() throws Exception {
        server.intake.answerWith(Outcome.DUPLICATE);
        JsonNode again = JSON.readTree(
                server.deliver(server.token(Role.SOURCE), "[" + ONE + "]").body());
        assertThat(again).isEqualTo(JSON.readTree("""
                {"accepted": 0, "duplicates": 1, "refused": 0, "outcomes": [{"index": 0, "outcome": "duplicate"}]}"""));
        server.intake.answerWith(new Outcome.Accepted(2));
        JsonNode absurd = JSON.readTree(
                server.deliver(server.token(Role.SOURCE), "[" + ONE + "]").body());
        assertThat(absurd.get("accepted").asInt()).isEqualTo(1);
        assertThat(absurd.get("outcomes").get(0)).isEqualTo(JSON.readTree("""
                {"index": 0, "outcome": "accepted", "reason": "implausible", "implausible_signals": 2}"""));
    }

    @Test
    void aCompressedBodyIsReadAndItsRealSizeCounts() throws Exception {
        assertThat(gzipped("[" + ONE + "]").statusCode()).isEqualTo(200);
        assertThat(server.intake.taken()).hasSize(1);
        HttpResponse<String> bomb = gzipped("[" + " ".repeat(5_000_000) + ONE + "]");
        assertProblem(bomb, 413, "/problems/too-large");
        assertThat(server.intake.taken()).hasSize(1);
    }

    @Test
    void tooManyReadingsOrBytesAreRefusedAsAWhole() throws Exception {
        String token = server.token(Role.SOURCE);
        assertThat(server.deliver(token, "[" + String.join(",", List.of(ONE, ONE, ONE, ONE, ONE)) + "]")
                        .statusCode())
                .isEqualTo(200);
        int before = server.intake.taken().size();
        assertProblem(
                server.deliver(token, "[" + String.join(",", List.of(ONE, ONE, ONE, ONE, ONE, ONE)) + "]"),
                413,
                "/problems/too-large");
        assertProblem(server.deliver(token, "[" + " ".repeat(30_000) + ONE + "]"), 413, "/problems/too-large");
        assertThat(server.intake.taken()).hasSize(before);
    }

    @Test
    void aBodyThatCannotBeTakenApartIsABadRequest() throws Exception {
        for (String body : List.of("", "nonsense", "[" + ONE, "[" + ONE + "] and more", "\"text\"", "[" + ONE + ",]")) {
            HttpResponse<String> answer = server.deliver(server.token(Role.SOURCE), body);
            assertThat(answer.statusCode()).as(body + " -> " + answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(server.intake.taken()).isEmpty();
    }

    private HttpResponse<String> gzipped(String body) throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return server.client.send(
                server.post(server.token(Role.SOURCE), compressed.toByteArray(), "application/json")
                        .header("Content-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
