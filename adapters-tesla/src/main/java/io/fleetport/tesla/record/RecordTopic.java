package io.fleetport.tesla.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedInputStream;
import io.fleetport.tesla.wire.Envelope;
import java.io.IOException;

/**
 * Which topic a record is of that was taken off a stream: the stream told, and the record does not say. Its form does, as the
 * topics' messages differ in their first members. Stateless.
 */
final class RecordTopic {

    private static final JsonFactory JSON = new JsonFactory();

    private static final int VARINT_ONE = 1 << 3;
    private static final int LENGTH_DELIMITED_ONE = VARINT_ONE | 2;

    private RecordTopic() {}

    static boolean isJson(byte[] record) {
        for (byte b : record) {
            if (b == '{') {
                return true;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return false;
    }

    /** By the member that only this topic has. */
    static String ofJson(byte[] record) throws MalformedRecord {
        try (JsonParser in = JSON.createParser(record)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                switch (in.currentName()) {
                    case "data" -> {
                        return Envelope.TOPIC_VALUES;
                    }
                    case "alerts" -> {
                        return Envelope.TOPIC_ALERTS;
                    }
                    case "errors" -> {
                        return Envelope.TOPIC_ERRORS;
                    }
                    case "connectionId", "networkInterface", "status" -> {
                        return Envelope.TOPIC_CONNECTIVITY;
                    }
                    default -> {
                        in.nextToken();
                        in.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            throw new MalformedRecord("not JSON");
        }
        throw new MalformedRecord("JSON without anything that vehicles say");
    }

    /**
     * A connection has a number in the third place and texts in the others. The first place of the other topics is a list: of values, which
     * begin with the number of their field; of alerts, which begin with a name; of errors, which begin with a time, itself beginning with
     * a number (vehicle_data.proto, vehicle_alert.proto, vehicle_error.proto, vehicle_connectivity.proto).
     */
    static String ofProtobuf(byte[] record) throws MalformedRecord {
        try {
            CodedInputStream in = CodedInputStream.newInstance(record);
            byte[] first = {};
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == 3 << 3) {
                    return Envelope.TOPIC_CONNECTIVITY;
                }
                if (tag == LENGTH_DELIMITED_ONE && first.length == 0) {
                    first = in.readByteArray();
                } else {
                    Protobuf.skip(in, tag);
                }
            }
            return ofElement(first);
        } catch (IOException e) {
            throw new MalformedRecord("not a protobuf record of any topic");
        }
    }

    private static String ofElement(byte[] element) throws IOException, MalformedRecord {
        CodedInputStream in = CodedInputStream.newInstance(element);
        return switch (in.readTag()) {
            case VARINT_ONE -> Envelope.TOPIC_VALUES;
            case LENGTH_DELIMITED_ONE -> {
                byte[] first = in.readByteArray();
                yield first.length == 0 || first[0] == VARINT_ONE || first[0] == 2 << 3
                        ? Envelope.TOPIC_ERRORS
                        : Envelope.TOPIC_ALERTS;
            }
            default -> throw new MalformedRecord("not a protobuf record of any topic");
        };
    }
}
