package io.fleetport.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWriterTest {

    private static final SlotId SLOT = new SlotId("1");
    private static final PackId PACK = new PackId("P-17");
    private static final ConnectorId CONNECTOR = new ConnectorId("A");

    private static Map<Instruction, String> instructions() {
        Map<Instruction, String> all = new LinkedHashMap<>();
        all.put(new Instruction.ReserveSlot(SLOT), "{\"command\": \"reserve_slot\", \"slot_id\": \"1\"}");
        all.put(new Instruction.ReservePack(PACK), "{\"command\": \"reserve_pack\", \"pack_id\": \"P-17\"}");
        all.put(new Instruction.ReleaseSlot(SLOT), "{\"command\": \"release\", \"slot_id\": \"1\"}");
        all.put(new Instruction.ReleasePack(PACK), "{\"command\": \"release\", \"pack_id\": \"P-17\"}");
        all.put(new Instruction.LockSlot(SLOT), "{\"command\": \"lock\", \"slot_id\": \"1\"}");
        all.put(new Instruction.LockConnector(CONNECTOR), "{\"command\": \"lock\", \"connector_id\": \"A\"}");
        all.put(new Instruction.UnlockSlot(SLOT), "{\"command\": \"unlock\", \"slot_id\": \"1\"}");
        all.put(new Instruction.UnlockConnector(CONNECTOR), "{\"command\": \"unlock\", \"connector_id\": \"A\"}");
        all.put(new Instruction.Restart(), "{\"command\": \"restart\"}");
        all.put(
                new Instruction.SetChargeLimit(80, null, null),
                "{\"command\": \"set_charge_limit\", \"limit_percent\": 80.0}");
        all.put(
                new Instruction.SetChargeLimit(1, SLOT, null),
                "{\"command\": \"set_charge_limit\", \"limit_percent\": 1.0, \"slot_id\": \"1\"}");
        all.put(
                new Instruction.SetChargeLimit(99.5, null, CONNECTOR),
                "{\"command\": \"set_charge_limit\", \"limit_percent\": 99.5, \"connector_id\": \"A\"}");
        return all;
    }

    @Test
    void everyInstructionIsWrittenAsThePageAndTheSchemaSay() {
        instructions().forEach((instruction, expected) -> {
            ObjectNode written = (ObjectNode) written(instruction);

            assertThat(Schemas.complaints("command", written)).isEmpty();
            assertThat(written.get("command_id").asText()).isEqualTo("0198c2f4-5b6a-7c8d-9e0f-112233445566");
            assertThat(written.get("issued_at").asText()).isEqualTo("2026-01-31T08:00:00Z");
            assertThat(written.get("expires_at").asText()).isEqualTo("2026-01-31T08:01:00.500Z");
            assertThat(written.without(List.of("command_id", "issued_at", "expires_at"))
                            .toString())
                    .isEqualTo(Said.object(expected).toString());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\": \"explode\"}",
                "{\"command\": \"reserve_slot\"}",
                "{\"command\": \"reserve_pack\", \"slot_id\": \"1\"}",
                "{\"command\": \"release\"}",
                "{\"command\": \"release\", \"slot_id\": \"1\", \"pack_id\": \"P-1\"}",
                "{\"command\": \"lock\", \"pack_id\": \"P-1\"}",
                "{\"command\": \"set_charge_limit\"}",
                "{\"command\": \"set_charge_limit\", \"limit_percent\": 0.5}",
                "{\"command\": \"set_charge_limit\", \"limit_percent\": 100.5}",
                "{\"command\": \"set_charge_limit\", \"limit_percent\": 80, \"slot_id\": \"1\", \"connector_id\": \"A\"}"
            })
    void theSchemaTakesNoOtherCommand(String members) {
        ObjectNode command = (ObjectNode) written(new Instruction.Restart());
        command.setAll(Said.object(members));

        assertThat(Schemas.complaints("command", command)).isNotEmpty();
    }

    private static JsonNode written(Instruction instruction) {
        byte[] json = CommandWriter.toJson(new StationCommand(
                UUID.fromString("0198c2f4-5b6a-7c8d-9e0f-112233445566"),
                new StationId("S-1"),
                instruction,
                "ann",
                Instant.parse("2026-01-31T08:00:00Z"),
                Instant.parse("2026-01-31T08:01:00.5Z"),
                StationCommand.Outcome.PENDING,
                null,
                null));
        return Schemas.parse(new String(json, StandardCharsets.UTF_8));
    }
}
