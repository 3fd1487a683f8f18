package io.fleetport.tesla.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetport.tesla.record.RawValue.Form;
import io.fleetport.tesla.wire.TeslaOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The value of a datum in the JSON form: an object with one member, named after the kind of value. */
final class JsonValue {

    private static final Map<String, TeslaOptions> OPTIONS = optionsByMember();

    private JsonValue() {}

    /** Reads the object the parser is at. A member we do not know leaves the value without a form. */
    static void read(JsonParser in, RawValue value) throws IOException, MalformedRecord {
        value.clear();
        value.start = (int) in.currentTokenLocation().getByteOffset();
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            value.end = value.start;
            return;
        }
        JsonDecoder.expect(in, JsonToken.START_OBJECT);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            member(in, member, value);
        }
        value.end = (int) in.currentLocation().getByteOffset();
    }

    private static void member(JsonParser in, String member, RawValue value) throws IOException, MalformedRecord {
        switch (member) {
            case "stringValue" -> {
                value.text = JsonDecoder.text(in);
                value.form = Form.TEXT;
            }
            case "intValue", "longValue" -> {
                value.integer = integer(in);
                value.form = Form.INTEGER;
            }
            case "floatValue", "doubleValue" -> {
                value.real = real(in);
                value.form = Form.REAL;
            }
            case "booleanValue" -> {
                value.integer = in.getBooleanValue() ? 1 : 0;
                value.form = Form.FLAG;
            }
            case "invalid" -> {
                in.getBooleanValue();
                value.form = Form.INVALID;
            }
            case "locationValue" -> place(in, value);
            case "timeValue" -> time(in, value);
            case "doorValue" -> {
                value.integer = parts(in, Parts.DOORS_JSON);
                value.form = Form.DOORS;
            }
            case "tireLocationValue" -> {
                value.integer = parts(in, Parts.TIRES_JSON);
                value.form = Form.TIRES;
            }
            default -> option(in, member, value);
        }
    }

    private static void option(JsonParser in, String member, RawValue value) throws IOException, MalformedRecord {
        TeslaOptions options = OPTIONS.get(member);
        if (options == null) {
            in.skipChildren();
            return;
        }
        value.options = options;
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            value.integer = in.getIntValue();
            value.form = Form.OPTION;
            return;
        }
        value.text = JsonDecoder.text(in);
        value.integer = options.numberOf(value.text);
        value.form = value.integer < 0 ? Form.TEXT : Form.OPTION;
    }

    private static long integer(JsonParser in) throws IOException, MalformedRecord {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return in.getLongValue();
        }
        try {
            return Long.parseLong(JsonDecoder.text(in));
        } catch (NumberFormatException e) {
            throw new MalformedRecord("a whole number is not one");
        }
    }

    private static double real(JsonParser in) throws IOException, MalformedRecord {
        if (in.currentToken() != null && in.currentToken().isNumeric()) {
            return in.getDoubleValue();
        }
        return switch (JsonDecoder.text(in)) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new MalformedRecord("a number is not one");
        };
    }

    private static void place(JsonParser in, RawValue value) throws IOException, MalformedRecord {
        JsonDecoder.expect(in, JsonToken.START_OBJECT);
        value.latitude = 0;
        value.longitude = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "latitude" -> value.latitude = real(in);
                case "longitude" -> value.longitude = real(in);
                default -> in.skipChildren();
            }
        }
        value.form = Form.PLACE;
    }

    private static void time(JsonParser in, RawValue value) throws IOException, MalformedRecord {
        JsonDecoder.expect(in, JsonToken.START_OBJECT);
        value.hour = 0;
        value.minute = 0;
        value.second = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "hour" -> value.hour = in.getIntValue();
                case "minute" -> value.minute = in.getIntValue();
                case "second" -> value.second = in.getIntValue();
                default -> in.skipChildren();
            }
        }
        value.form = Form.TIME;
    }

    private static int parts(JsonParser in, List<String> names) throws IOException, MalformedRecord {
        JsonDecoder.expect(in, JsonToken.START_OBJECT);
        int bits = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            int part = names.indexOf(in.currentName());
            in.nextToken();
            if (part < 0) {
                in.skipChildren();
            } else if (in.getBooleanValue()) {
                bits |= 1 << part;
            }
        }
        return bits;
    }

    /** Member names in lower camel case: {@code shift_state_value} is {@code shiftStateValue}. */
    private static Map<String, TeslaOptions> optionsByMember() {
        Map<String, TeslaOptions> byMember = new HashMap<>();
        for (TeslaOptions options : TeslaOptions.all()) {
            StringBuilder camel = new StringBuilder();
            for (String word : options.memberName().split("_", -1)) {
                camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
            byMember.put(camel.toString(), options);
        }
        return byMember;
    }
}
