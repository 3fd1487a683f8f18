package io.fleetport.tesla.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.tesla.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {

    static Stream<JsonNode> frames() {
        return Vectors.list("envelopes", "frames");
    }

    static Stream<JsonNode> streams() {
        return frames().filter(frame -> frame.get("kind").asText().equals("stream"));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void everyRecordedFrameReadsAsWhatItWasMadeFrom(JsonNode frame) throws MalformedEnvelope {
        Envelope envelope =
                EnvelopeReader.read(Vectors.hex(frame.get("frame_hex").asText()));

        assertThat(envelope.txid())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(frame.get("txid").asText());
        assertThat(envelope.topic()).isEqualTo(frame.get("topic").asText());
        assertThat(envelope.unionType()).isEqualTo(frame.get("union_type").asInt());
        if (frame.has("payload_hex")) {
            assertThat(envelope.payload())
                    .isEqualTo(Vectors.hex(frame.get("payload_hex").asText()));
        }
        if (frame.get("kind").asText().equals("stream")) {
            assertThat(envelope.createdAt()).isEqualTo(frame.get("created_at").asLong());
            assertThat(envelope.senderId()).isEqualTo(frame.get("sender_id").asText());
            assertThat(envelope.deviceType()).isEqualTo(frame.get("device_type").asText());
            assertThat(envelope.deviceId()).isEqualTo(frame.get("device_id").asText());
            assertThat(envelope.deliveredAtEpochMs())
                    .isEqualTo(frame.get("delivered_at_epoch_ms").asLong());
            assertThat(envelope.messageId())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(frame.get("message_id").asText());
        }
    }

    /** Servers never put a message id into an acknowledgement, so neither does the writer; one recorded frame has one. */
    static Stream<JsonNode> writableFrames() {
        return frames().filter(frame -> !frame.get("name").asText().equals("ack_with_message_id"));
    }

    @ParameterizedTest
    @MethodSource("writableFrames")
    void writingGivesTheRecordedBytes(JsonNode frame) throws MalformedEnvelope {
        byte[] recorded = Vectors.hex(frame.get("frame_hex").asText());
        byte[] txid = frame.get("txid").asText().getBytes(StandardCharsets.UTF_8);

        byte[] written =
                switch (frame.get("kind").asText()) {
                    case "ack" ->
                        EnvelopeWriter.acknowledgement(txid, frame.get("topic").asText());
                    case "error" -> EnvelopeWriter.refusal(txid);
                    default -> EnvelopeWriter.stream(EnvelopeReader.read(recorded));
                };

        assertThat(written).isEqualTo(recorded);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void anyPrefixIsEitherReadOrRefused(JsonNode frame) {
        byte[] whole = Vectors.hex(frame.get("frame_hex").asText());
        for (int length = 1; length < whole.length - 8; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            if (length < whole.length / 2) {
                assertThatThrownBy(() -> EnvelopeReader.read(prefix)).isInstanceOf(MalformedEnvelope.class);
            } else {
                readOrRefuse(prefix);
            }
        }
    }

    @Test
    void noBytesWhateverMakeTheReaderThrowAnythingElse() {
        Random random = new Random(20261121);
        byte[] good = EnvelopeWriter.stream(Envelope.record(new byte[20], "V", 1, Vectors.VIN, new byte[100]));
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(64)];
                random.nextBytes(bytes);
            } else {
                bytes = good.clone();
                for (int flips = 0; flips < 3; flips++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            if (!readOrRefuse(bytes)) {
                refused++;
            }
        }
        assertThat(refused).isBetween(10_000, 190_000);
    }

    @Test
    void aLongRecordSurvivesWritingAndReading() throws MalformedEnvelope {
        byte[] payload = new byte[100_000];
        new Random(1).nextBytes(payload);

        Envelope read = EnvelopeReader.read(
                EnvelopeWriter.stream(Envelope.record(new byte[] {1, 2}, "alerts", 4_294_967_295L, "Zoë", payload)));

        assertThat(read.payload()).isEqualTo(payload);
        assertThat(read.createdAt()).isEqualTo(4_294_967_295L);
        assertThat(read.deviceId()).isEqualTo("Zoë");
        assertThat(read.senderId()).isEqualTo("vehicle_device.Zoë");
    }

    private static boolean readOrRefuse(byte[] bytes) {
        try {
            EnvelopeReader.read(bytes);
            return true;
        } catch (MalformedEnvelope e) {
            return false;
        }
    }
}
