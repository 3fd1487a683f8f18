package io.fleetport.mqtt.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One station's telemetry as a PUBLISH packet of about 300 bytes, encoded once; then only its digits are replaced. A load is sent
 * on the machine that is being measured, so making it must cost next to nothing. Used by one thread.
 */
final class LoadFrame {

    private static final int PUBLISH_AT_LEAST_ONCE = 0x32;
    private static final String FIRMWARE = "fleetport-load 1.0.0 (made up, for measuring only)";

    private final byte[] frame;
    private final int packetIdAt;
    private final int timestampAt;
    private final int energyAt;
    private final int availableAt;
    private long writtenSecond = Long.MIN_VALUE;

    LoadFrame(StationTopics topics, ProtocolVersion version) {
        String json = "{\"station_id\":\"" + topics.stationId()
                + "\",\"timestamp\":\"2000-01-01T00:00:00.000Z\",\"status\":\"operational\",\"battery_available\":1"
                + ",\"battery_charging\":4,\"temperature\":21.5,\"humidity\":40.25,\"connectors_available\":2"
                + ",\"connectors_charging\":2,\"power_kw\":48.125,\"energy_kwh\":100000.000,\"firmware\":\"" + FIRMWARE
                + "\"}";
        byte[] topic = topics.of(StationTopics.TELEMETRY).getBytes(StandardCharsets.UTF_8);
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        int properties = version == ProtocolVersion.MQTT_5 ? 1 : 0;
        int length = 2 + topic.length + 2 + properties + payload.length;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(PUBLISH_AT_LEAST_ONCE);
        // Any packet longer than 127 and shorter than 16,384 bytes has two bytes of length.
        bytes.write(length & 0x7F | 0x80);
        bytes.write(length >>> 7);
        bytes.write(topic.length >>> 8);
        bytes.write(topic.length);
        bytes.writeBytes(topic);
        packetIdAt = bytes.size();
        bytes.writeBytes(new byte[2 + properties]);
        int payloadAt = bytes.size();
        bytes.writeBytes(payload);
        frame = bytes.toByteArray();
        timestampAt = payloadAt + json.indexOf("2000-01-01");
        energyAt = payloadAt + json.indexOf("100000.000");
        availableAt = payloadAt + json.indexOf("available\":1") + "available\":".length();
    }

    /** @param number of the station's message, from 0 */
    ByteBuf encode(ByteBufAllocator allocator, int packetId, long number, long epochMillis) {
        frame[packetIdAt] = (byte) (packetId >>> 8);
        frame[packetIdAt + 1] = (byte) packetId;
        long second = Math.floorDiv(epochMillis, 1000L);
        if (second != writtenSecond) {
            writtenSecond = second;
            byte[] text = Instant.ofEpochSecond(second).toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, frame, timestampAt, "2000-01-01T00:00:00".length());
        }
        digits(timestampAt + "2000-01-01T00:00:00.".length(), 3, Math.floorMod(epochMillis, 1000L));
        // The meter grows by a watt hour each time: 100000.000 to 199999.999.
        digits(energyAt + 1, 5, number / 1000 % 100_000);
        digits(energyAt + "100000.".length(), 3, number % 1000);
        digits(availableAt, 1, 1 + number % 9);
        return allocator.buffer(frame.length).writeBytes(frame);
    }

    int size() {
        return frame.length;
    }

    private void digits(int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            frame[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
