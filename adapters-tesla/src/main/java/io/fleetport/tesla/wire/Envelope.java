package io.fleetport.tesla.wire;

/**
 * The outer message around every record. Everything a sender left out is empty or 0. The arrays are not copied.
 *
 * @param txid the sender's id of this message, echoed in the reply; opaque bytes
 * @param topic record type: {@link #TOPIC_VALUES}, {@link #TOPIC_ALERTS}, {@link #TOPIC_ERRORS}, {@link #TOPIC_CONNECTIVITY} or unknown
 * @param unionType {@link #STREAM}, {@link #ACKNOWLEDGEMENT}, another number, or {@link #NONE} also when there is no inner message
 * @param messageId a second id without use
 * @param createdAt sender's clock, epoch seconds, 0 to 2^32 - 1
 * @param senderId deprecated {@code type.id} text, or the bare id
 * @param payload the record; in an error reply its text
 * @param deviceType for instance {@code vehicle_device}
 * @param deviceId for a car the VIN
 * @param deliveredAtEpochMs filled in by a server on receipt, epoch milliseconds
 */
public record Envelope(
        byte[] txid,
        String topic,
        int unionType,
        byte[] messageId,
        long createdAt,
        String senderId,
        byte[] payload,
        String deviceType,
        String deviceId,
        long deliveredAtEpochMs) {

    public static final int NONE = 0;
    /** Carries a record; coming from a server it is a refusal. */
    public static final int STREAM = 4;

    public static final int ACKNOWLEDGEMENT = 5;

    /** Signal values. */
    public static final String TOPIC_VALUES = "V";

    public static final String TOPIC_ALERTS = "alerts";
    public static final String TOPIC_ERRORS = "errors";
    /** Only ever made by a server, about a vehicle's connections. */
    public static final String TOPIC_CONNECTIVITY = "connectivity";

    /** The device type of a car. */
    public static final String VEHICLE_DEVICE = "vehicle_device";

    static final byte[] NO_BYTES = {};

    /** A record on its way from a vehicle, with the sender texts real vehicles fill in. */
    public static Envelope record(byte[] txid, String topic, long createdAt, String vin, byte[] payload) {
        return new Envelope(
                txid, topic, STREAM, NO_BYTES, createdAt, VEHICLE_DEVICE + "." + vin, payload, VEHICLE_DEVICE, vin, 0);
    }
}
