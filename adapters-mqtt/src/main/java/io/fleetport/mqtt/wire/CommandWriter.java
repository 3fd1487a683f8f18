package io.fleetport.mqtt.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.StationCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Commands as stations read them. Stateless. */
public final class CommandWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private CommandWriter() {}

    public static byte[] toJson(StationCommand command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("command_id", command.id().toString());
            write(command.instruction(), out);
            out.writeStringField("issued_at", command.issuedAt().toString());
            out.writeStringField("expires_at", command.expiresAt().toString());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes takes everything", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Instruction instruction, JsonGenerator out) throws IOException {
        switch (instruction) {
            case Instruction.ReserveSlot i ->
                write("reserve_slot", Member.SLOT_ID, i.slot().value(), out);
            case Instruction.ReservePack i ->
                write("reserve_pack", Member.PACK_ID, i.pack().value(), out);
            case Instruction.ReleaseSlot i ->
                write("release", Member.SLOT_ID, i.slot().value(), out);
            case Instruction.ReleasePack i ->
                write("release", Member.PACK_ID, i.pack().value(), out);
            case Instruction.LockSlot i ->
                write("lock", Member.SLOT_ID, i.slot().value(), out);
            case Instruction.LockConnector i ->
                write("lock", Member.CONNECTOR_ID, i.connector().value(), out);
            case Instruction.UnlockSlot i ->
                write("unlock", Member.SLOT_ID, i.slot().value(), out);
            case Instruction.UnlockConnector i ->
                write("unlock", Member.CONNECTOR_ID, i.connector().value(), out);
            case Instruction.Restart i -> out.writeStringField("command", "restart");
            case Instruction.SetChargeLimit i -> {
                out.writeStringField("command", "set_charge_limit");
                out.writeNumberField("limit_percent", i.percent());
                if (i.slot() != null) {
                    out.writeStringField(Member.SLOT_ID.outwardName(), i.slot().value());
                }
                if (i.connector() != null) {
                    out.writeStringField(
                            Member.CONNECTOR_ID.outwardName(), i.connector().value());
                }
            }
        }
    }

    private static void write(String command, Member at, String id, JsonGenerator out) throws IOException {
        out.writeStringField("command", command);
        out.writeStringField(at.outwardName(), id);
    }
}
