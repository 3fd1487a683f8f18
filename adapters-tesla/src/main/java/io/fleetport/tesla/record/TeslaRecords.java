package io.fleetport.tesla.record;

import com.fasterxml.jackson.core.JacksonException;
import io.fleetport.tesla.wire.Envelope;
import java.io.IOException;
import java.time.ZoneId;

/**
 * Decodes records of every topic in both forms through one mapping. Safe to use from many threads.
 *
 * <p>Values that cannot be told for what they are (a field or form newer than our tables, a place off the earth, a number
 * that is none) come as {@link io.fleetport.domain.vehicle.Signal.Unrecognised} with their bytes. Only a record that is not
 * protobuf or JSON of its topic at all, or has text that is not UTF-8, is refused as a whole.
 */
public final class TeslaRecords {

    /** How a record is written. */
    public enum Form {
        /** As vehicles send it. */
        PROTOBUF,
        /** As the reference server writes it when told to decode. */
        JSON
    }

    private final ValuesDecoder values;
    private final JsonDecoder json;

    /**
     * @param vehicleZone where the vehicles are. Times inside values (scheduled starts, tyre readings) are wall clocks of
     *     the vehicle without a zone; they become instants as clocks show them there
     */
    public TeslaRecords(ZoneId vehicleZone) {
        FieldSignals fields = new FieldSignals(vehicleZone);
        this.values = new ValuesDecoder(fields);
        this.json = new JsonDecoder(fields);
    }

    /** Whether records of this topic have a meaning here. */
    public static boolean knows(String topic) {
        return switch (topic) {
            case Envelope.TOPIC_VALUES, Envelope.TOPIC_ALERTS, Envelope.TOPIC_ERRORS, Envelope.TOPIC_CONNECTIVITY ->
                true;
            default -> false;
        };
    }

    /** Whether the VIN is a lorry's, whose tyres are numbered differently: model {@code T} in fourth place. */
    public static boolean isSemi(String vin) {
        return vin.length() > 3 && vin.charAt(3) == 'T';
    }

    /**
     * Decodes a record as vehicles send it.
     *
     * @param semi whether the vehicle is a lorry, see {@link #isSemi}
     * @throws MalformedRecord when the bytes are no such record
     * @throws IllegalArgumentException when the topic is not {@linkplain #knows known}
     */
    public Decoded decode(String topic, byte[] record, boolean semi) throws MalformedRecord {
        try {
            return switch (topic) {
                case Envelope.TOPIC_VALUES -> values.decode(record, semi);
                case Envelope.TOPIC_ALERTS -> EventsDecoder.alerts(record);
                case Envelope.TOPIC_ERRORS -> EventsDecoder.errors(record);
                case Envelope.TOPIC_CONNECTIVITY -> EventsDecoder.connectivity(record);
                default -> throw new IllegalArgumentException("no records are known of topic " + topic);
            };
        } catch (IOException e) {
            throw new MalformedRecord("not a protobuf record of its topic");
        }
    }

    /** As {@link #decode}, from the decoded JSON form. */
    public Decoded decodeJson(String topic, byte[] record, boolean semi) throws MalformedRecord {
        if (!knows(topic)) {
            throw new IllegalArgumentException("no records are known of topic " + topic);
        }
        try {
            return json.decode(topic, record, semi);
        } catch (JacksonException e) {
            throw new MalformedRecord("not JSON");
        } catch (IOException e) {
            throw new MalformedRecord("not a JSON record of its topic");
        }
    }
}
