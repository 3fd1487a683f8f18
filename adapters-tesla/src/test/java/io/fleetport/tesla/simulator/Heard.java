package io.fleetport.tesla.simulator;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.TeslaField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record as a server hears it, read with the protobuf library alone.
 *
 * @param connection number of the connection it came on, from 0
 * @param commonName of the certificate shown on that connection
 * @param values by field name; a place is {@code [latitude, longitude]}
 */
record Heard(
        int connection,
        String commonName,
        Envelope envelope,
        Map<String, Object> values,
        Instant createdAt,
        String vin,
        boolean isResend) {

    static Heard of(int connection, String commonName, Envelope envelope) {
        UnknownFieldSet payload = parse(envelope.payload());
        Map<String, Object> values = new LinkedHashMap<>();
        for (var datum : payload.getField(1).getLengthDelimitedList()) {
            UnknownFieldSet fields = parse(datum.toByteArray());
            int number = fields.getField(1).getVarintList().getFirst().intValue();
            TeslaField field = TeslaField.find(number);
            values.put(
                    field == null ? "field " + number : field.name(),
                    value(parse(fields.getField(2)
                            .getLengthDelimitedList()
                            .getFirst()
                            .toByteArray())));
        }
        UnknownFieldSet time = payload.hasField(2)
                ? parse(payload.getField(2).getLengthDelimitedList().getFirst().toByteArray())
                : UnknownFieldSet.getDefaultInstance();
        return new Heard(
                connection,
                commonName,
                envelope,
                values,
                Instant.ofEpochSecond(varint(time, 1), varint(time, 2)),
                payload.hasField(3)
                        ? payload.getField(3)
                                .getLengthDelimitedList()
                                .getFirst()
                                .toStringUtf8()
                        : "",
                varint(payload, 4) == 1);
    }

    String txid() {
        return new String(envelope.txid(), StandardCharsets.US_ASCII);
    }

    private static Object value(UnknownFieldSet value) {
        if (value.hasField(1)) {
            return value.getField(1).getLengthDelimitedList().getFirst().toStringUtf8();
        }
        if (value.hasField(5)) {
            return real(value, 5);
        }
        if (value.hasField(6)) {
            return varint(value, 6) == 1;
        }
        if (value.hasField(7)) {
            UnknownFieldSet place =
                    parse(value.getField(7).getLengthDelimitedList().getFirst().toByteArray());
            return java.util.List.of(real(place, 1), real(place, 2));
        }
        return value;
    }

    private static double real(UnknownFieldSet set, int number) {
        return set.hasField(number)
                ? Double.longBitsToDouble(set.getField(number).getFixed64List().getFirst())
                : 0;
    }

    private static long varint(UnknownFieldSet set, int number) {
        return set.hasField(number) ? set.getField(number).getVarintList().getLast() : 0;
    }

    private static UnknownFieldSet parse(byte[] bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
