package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.AccessTest.assertProblem;
import static io.fleetport.bootstrap.http.WebServer.JSON;
import static io.fleetport.bootstrap.http.WebServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationState;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands to stations and what becomes of them. */
class CommandApiTest extends ServerTest {

    private static final String COMMANDS = "/api/v1/stations/S-1/commands";
    private static final String RESERVE = "{\"command\": \"reserve_slot\", \"slot_id\": \"1\"}";

    private StationKey station;

    @BeforeEach
    void aStation() {
        station = forecourt.station("S-1");
    }

    @Test
    void aCommandIsStoredAndSentAndAnsweredWith() throws Exception {
        HttpResponse<String> answer =
                command("{\"command\": \"reserve_slot\", \"slot_id\": \"1\", \"expires_in_s\": 30}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode command = JSON.readTree(answer.body());
        String path = COMMANDS + "/" + command.get("command_id").asText();
        assertThat(answer.headers().firstValue("Location")).contains(path);
        assertThat(command.get("command").asText()).isEqualTo("reserve_slot");
        assertThat(command.get("slot_id").asText()).isEqualTo("1");
        assertThat(command.has("pack_id")).isFalse();
        assertThat(command.get("outcome").asText()).isEqualTo("sent");
        assertThat(command.get("issued_by").asText()).isEqualTo("someone");
        Instant issued = Instant.parse(command.get("issued_at").asText());
        assertThat(Instant.parse(command.get("expires_at").asText())).isEqualTo(issued.plusSeconds(30));
        assertThat(server.json(path)).isEqualTo(command);
        assertThat(server.json(COMMANDS).get("commands").get(0)).isEqualTo(command);
        assertThat(server.channel.taken()).hasSize(1);
        StationCommand sent = server.channel.taken().getFirst();
        assertThat(sent.outcome()).isEqualTo(StationCommand.Outcome.PENDING);
        assertThat(sent.id()).hasToString(command.get("command_id").asText());
    }

    @Test
    void everyCommandOfTheProtocolCanBeGiven() throws Exception {
        SlotId slot = new SlotId("1");
        ConnectorId connector = new ConnectorId("A");
        PackId pack = new PackId("P-17");
        List<Map.Entry<String, Instruction>> all = List.of(
                Map.entry("{\"command\": \"reserve_slot\", \"slot_id\": \"1\"}", new Instruction.ReserveSlot(slot)),
                Map.entry("{\"command\": \"reserve_pack\", \"pack_id\": \"P-17\"}", new Instruction.ReservePack(pack)),
                Map.entry("{\"command\": \"release\", \"slot_id\": \"1\"}", new Instruction.ReleaseSlot(slot)),
                Map.entry("{\"command\": \"release\", \"pack_id\": \"P-17\"}", new Instruction.ReleasePack(pack)),
                Map.entry("{\"command\": \"lock\", \"slot_id\": \"1\"}", new Instruction.LockSlot(slot)),
                Map.entry("{\"command\": \"lock\", \"connector_id\": \"A\"}", new Instruction.LockConnector(connector)),
                Map.entry("{\"command\": \"unlock\", \"slot_id\": \"1\"}", new Instruction.UnlockSlot(slot)),
                Map.entry(
                        "{\"command\": \"unlock\", \"connector_id\": \"A\"}",
                        new Instruction.UnlockConnector(connector)),
                Map.entry("{\"command\": \"restart\"}", new Instruction.Restart()),
                Map.entry(
                        "{\"command\": \"set_charge_limit\", \"limit_percent\": 80}",
                        new Instruction.SetChargeLimit(80, null, null)),
                Map.entry(
                        "{\"command\": \"set_charge_limit\", \"limit_percent\": 80, \"slot_id\": \"1\"}",
                        new Instruction.SetChargeLimit(80, slot, null)),
                Map.entry(
                        "{\"command\": \"set_charge_limit\", \"limit_percent\": 80, \"connector_id\": \"A\"}",
                        new Instruction.SetChargeLimit(80, null, connector)));
        for (Map.Entry<String, Instruction> each : all) {
            HttpResponse<String> answer = command(each.getKey());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(server.channel.taken().getLast().instruction()).isEqualTo(each.getValue());
            JsonNode asked = JSON.readTree(each.getKey());
            JsonNode shown = JSON.readTree(answer.body());
            asked.fieldNames().forEachRemaining(name -> assertThat(
                            shown.get(name).asText().replace(".0", ""))
                    .as(name)
                    .isEqualTo(asked.get(name).asText()));
        }
    }

    @Test
    void aCommandThatCannotBeSentIsSaidNotToBeAtOnce() throws Exception {
        server.channel.cutOff();
        JsonNode command = JSON.readTree(command(RESERVE).body());
        assertThat(command.get("outcome").asText()).isEqualTo("not_sent");
        assertThat(command.get("settled_at").isNull()).isFalse();
        assertThat(command.get("detail").asText()).isNotBlank();
    }

    @Test
    void aSendingThatBreaksIsNeitherSentNorNotSent() throws Exception {
        server.channel.breakDown();
        assertThat(JSON.readTree(command(RESERVE).body()).get("outcome").asText())
                .isEqualTo("unknown");
    }

    @Test
    void whoAsksIsNotKeptWaitingForASlowBroker() throws Exception {
        CompletableFuture<Void> held = server.channel.hold();
        JsonNode command = JSON.readTree(command(RESERVE).body());
        assertThat(command.get("outcome").asText()).isEqualTo("pending");
        held.complete(null);
        String path = COMMANDS + "/" + command.get("command_id").asText();
        await().until(() -> server.json(path).get("outcome").asText().equals("sent"));
        assertThat(server.channel.taken()).hasSize(1);
    }

    @Test
    void theStationsAnswerIsShownAndStands() throws Exception {
        CompletableFuture<Void> held = server.channel.hold();
        JsonNode command = JSON.readTree(command(RESERVE).body());
        UUID id = UUID.fromString(command.get("command_id").asText());
        forecourt.answered(station, id, StationMessage.Answer.REJECTED, "slot 1 is empty");
        held.complete(null);

        JsonNode answered = server.json(COMMANDS + "/" + id);
        assertThat(answered.get("outcome").asText()).isEqualTo("rejected");
        assertThat(answered.get("detail").asText()).isEqualTo("slot 1 is empty");
    }

    @Test
    void commandsArePagedNewestFirst() throws Exception {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            given.addFirst(
                    JSON.readTree(command(RESERVE).body()).get("command_id").asText());
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = server.json(COMMANDS + "?limit=2&cursor=" + cursor);
            page.get("commands").forEach(one -> listed.add(one.get("command_id").asText()));
            cursor = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void whatIsWrongWithACommandIsNamedAndNothingIsSent() throws Exception {
        Map<String, String> wrong = Map.ofEntries(
                Map.entry("{}", "command"),
                Map.entry("{\"command\": \"explode\"}", "command"),
                Map.entry("{\"command\": \"reserve_slot\"}", "slot_id"),
                Map.entry("{\"command\": \"reserve_slot\", \"slot_id\": \"a b\"}", "slot_id"),
                Map.entry("{\"command\": \"reserve_slot\", \"slot_id\": \"1\", \"pack_id\": \"P\"}", "pack_id"),
                Map.entry("{\"command\": \"release\"}", "slot_id"),
                Map.entry("{\"command\": \"release\", \"slot_id\": \"1\", \"pack_id\": \"P\"}", "pack_id"),
                Map.entry("{\"command\": \"restart\", \"slot_id\": \"1\"}", "slot_id"),
                Map.entry("{\"command\": \"set_charge_limit\"}", "limit_percent"),
                Map.entry("{\"command\": \"set_charge_limit\", \"limit_percent\": 0}", "limit_percent"),
                Map.entry("{\"command\": \"set_charge_limit\", \"limit_percent\": 80, \"slot\": \"1\"}", "slot"),
                Map.entry("{\"command\": \"restart\", \"expires_in_s\": 0}", "expires_in_s"),
                Map.entry("{\"command\": \"restart\", \"expires_in_s\": 3601}", "expires_in_s"));
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            JsonNode problem = assertProblem(command(each.getKey()), 400, "/problems/validation");
            assertThat(problem.get("errors").get(0).get("field").asText())
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
        assertProblem(command("nonsense"), 400, "/problems/bad-request");
        assertThat(server.channel.taken()).isEmpty();
        assertThat(server.json(COMMANDS).get("count").asInt()).isZero();
    }

    @Test
    void anotherOrganizationsStationCannotBeCommanded() throws Exception {
        forecourt.station(OTHER, "S-2", StationState.NOTHING_HEARD);
        String token = server.token(Role.DISPATCHER);
        assertProblem(server.send("POST", "/api/v1/stations/S-2/commands", token, RESERVE), 404, "/problems/not-found");
        assertProblem(server.get("/api/v1/stations/S-2/commands", token), 404, "/problems/not-found");
        String id = JSON.readTree(command(RESERVE).body()).get("command_id").asText();
        assertProblem(server.get(COMMANDS + "/" + id, server.token(OTHER, Role.MANAGER)), 404, "/problems/not-found");
        assertThat(server.channel.taken()).hasSize(1);
    }

    private HttpResponse<String> command(String body) throws Exception {
        return server.send("POST", COMMANDS, server.token(Role.DISPATCHER), body);
    }
}
