package io.fleetport.mqtt.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the members that have a meaning out of a JSON object, and passes over the others. */
final class ObjectReader {

    private ObjectReader() {}

    /** Reads the object whose beginning the parser stands on to its end. */
    static Members read(JsonParser in) throws IOException {
        return read(in, true);
    }

    private static Members read(JsonParser in, boolean outermost) throws IOException {
        Members members = new Members();
        String name = in.nextFieldName();
        while (name != null) {
            JsonToken token = in.nextToken();
            Member member = Member.find(name);
            if (member == null) {
                in.skipChildren();
            } else {
                members.put(member, value(in, token, outermost ? member : null));
            }
            name = in.nextFieldName();
        }
        return members;
    }

    /** @param member whose value it is where values have parts; null inside of those */
    private static Object value(JsonParser in, JsonToken token, @Nullable Member member) throws IOException {
        return switch (token) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) in.getDoubleValue()
                        : (Object) in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> {
                if (member == Member.RETURNED || member == Member.DELIVERED) {
                    yield read(in, false);
                }
                in.skipChildren();
                yield Odd.OBJECT;
            }
            case START_ARRAY -> {
                if (member == Member.SLOTS) {
                    yield elements(in);
                }
                in.skipChildren();
                yield Odd.ARRAY;
            }
            default -> Odd.NULL;
        };
    }

    /** One more than may be there, so that too many are noticed. */
    private static List<Object> elements(JsonParser in) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            if (elements.size() > Member.Limits.MOST_SLOTS) {
                in.skipChildren();
            } else {
                elements.add(token == JsonToken.START_OBJECT ? read(in, false) : value(in, token, null));
            }
        }
        return elements;
    }
}
