package io.fleetport.tesla.simulator;

import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.fleetport.tesla.wire.PayloadWriter;
import io.fleetport.tesla.wire.TeslaField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** What a vehicle can do wrong, to see that the server answers as documented and nothing else stops. */
public enum Misbehaviour {
    /** A payload that names another vehicle than the certificate. */
    WRONG_VIN,
    /** A record type nobody has heard of. */
    UNKNOWN_TOPIC,
    /** One byte more than the million a message may have. */
    OVERSIZE,
    /** The first half of a message. */
    TRUNCATED_FRAME,
    /** A text message, where only binary ones are spoken. */
    TEXT_FRAME,
    /** An event time five minutes ahead, as cars have just after waking up. */
    CLOCK_AHEAD,
    /** An event time in January 1970. */
    CLOCK_AT_EPOCH,
    /** An event time in the year 2100. */
    CLOCK_IN_2100,
    /** A field newer than anyone's schema. */
    UNKNOWN_FIELD,
    /** Numbers and places as text, as old firmware sends them. */
    TEXT_VALUES;

    private static final int LARGEST_MESSAGE = 1_000_000;
    private static final int UNASSIGNED_FIELD = 9_999;
    private static final String ANOTHER_VIN = SimulatedVin.of("another vehicle");
    private static final Instant YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z");

    /** The misdeed as the vehicle would do it at this moment. */
    Outgoing commit(String vin, Instant now) {
        return switch (this) {
            case WRONG_VIN ->
                telemetry(Envelope.TOPIC_VALUES, now, speed().createdAt(now).vin(ANOTHER_VIN));
            case UNKNOWN_TOPIC ->
                telemetry("unheard_of", now, speed().createdAt(now).vin(vin));
            case CLOCK_AHEAD -> at(now.plus(Duration.ofMinutes(5)), vin);
            case CLOCK_AT_EPOCH -> at(Instant.ofEpochSecond(now.getNano() % 86_400, now.getNano()), vin);
            case CLOCK_IN_2100 -> at(YEAR_2100.plusNanos(now.getNano()), vin);
            case UNKNOWN_FIELD ->
                telemetry(
                        Envelope.TOPIC_VALUES,
                        now,
                        speed().doubleValue(UNASSIGNED_FIELD, 1.5)
                                .createdAt(now)
                                .vin(vin));
            case TEXT_VALUES ->
                telemetry(
                        Envelope.TOPIC_VALUES,
                        now,
                        new PayloadWriter()
                                .stringValue(number("VehicleSpeed"), "31.25")
                                .stringValue(number("Location"), "(52.520008 N, 13.404954 E)")
                                .createdAt(now)
                                .vin(vin));
            case OVERSIZE -> new Outgoing.Malformed(oversize(vin, now), false);
            case TRUNCATED_FRAME -> {
                byte[] whole = frame(vin, now, speed().createdAt(now).vin(vin).toBytes());
                yield new Outgoing.Malformed(Arrays.copyOf(whole, whole.length / 2), false);
            }
            case TEXT_FRAME -> new Outgoing.Malformed("speed 31.25".getBytes(StandardCharsets.US_ASCII), true);
        };
    }

    private static byte[] oversize(String vin, Instant now) {
        int around = frame(vin, now, new byte[0]).length;
        byte[] frame = frame(vin, now, new byte[LARGEST_MESSAGE + 1 - around]);
        return frame.length > LARGEST_MESSAGE ? frame : Arrays.copyOf(frame, LARGEST_MESSAGE + 1);
    }

    private static byte[] frame(String vin, Instant now, byte[] payload) {
        byte[] txid = Long.toHexString(now.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        return EnvelopeWriter.stream(Envelope.record(txid, Envelope.TOPIC_VALUES, now.getEpochSecond(), vin, payload));
    }

    private static Outgoing at(Instant createdAt, String vin) {
        return telemetry(
                Envelope.TOPIC_VALUES, createdAt, speed().createdAt(createdAt).vin(vin));
    }

    private static Outgoing telemetry(String topic, Instant createdAt, PayloadWriter payload) {
        return new Outgoing.Telemetry(topic, createdAt, payload.toBytes());
    }

    private static PayloadWriter speed() {
        return new PayloadWriter().doubleValue(number("VehicleSpeed"), 31.25);
    }

    private static int number(String field) {
        return TeslaField.get(field).number();
    }
}
