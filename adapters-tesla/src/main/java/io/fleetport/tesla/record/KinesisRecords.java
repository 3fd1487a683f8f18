package io.fleetport.tesla.record;

/**
 * Records the maker's reference server has put on a Kinesis stream: the record alone, without an envelope. The topic is told
 * by the stream, the vehicle by the VIN in the record, which that server has taken from the certificate. Safe to use from
 * many threads.
 */
public final class KinesisRecords {

    private final TeslaRecords records;

    public KinesisRecords(TeslaRecords records) {
        this.records = records;
    }

    /**
     * Decodes one record's data.
     *
     * @param topic {@code V}, {@code alerts}, {@code errors} or {@code connectivity}
     * @return what it holds; its VIN is the vehicle's and never empty
     * @throws MalformedRecord when the bytes are no such record, or it names no VIN
     * @throws IllegalArgumentException when the topic is not {@linkplain TeslaRecords#knows known}
     */
    public Decoded decode(String topic, byte[] data, TeslaRecords.Form form) throws MalformedRecord {
        Decoded decoded = decode(topic, data, form, false);
        if (decoded.vin().isEmpty()) {
            throw new MalformedRecord("a record without a VIN belongs to nobody");
        }
        // The VIN stands behind the values it decides about, and lorries are rare: read theirs again.
        return TeslaRecords.isSemi(decoded.vin()) ? decode(topic, data, form, true) : decoded;
    }

    private Decoded decode(String topic, byte[] data, TeslaRecords.Form form, boolean semi) throws MalformedRecord {
        return switch (form) {
            case PROTOBUF -> records.decode(topic, data, semi);
            case JSON -> records.decodeJson(topic, data, semi);
        };
    }
}
