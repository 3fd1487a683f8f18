package io.fleetport.tesla.record;

import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.tesla.wire.TeslaOptions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value between reading and mapping, whichever form the record has. One is used over and over within a record, so that
 * reading a value makes no garbage.
 */
final class RawValue {

    enum Form {
        /** No member we know was there. */
        NOTHING,
        TEXT,
        INTEGER,
        REAL,
        FLAG,
        PLACE,
        OPTION,
        DOORS,
        TIRES,
        TIME,
        INVALID
    }

    Form form = Form.NOTHING;
    String text = "";
    /** Integer, flag (0 or 1), number of an option, bits of parts, or second of the day's parts. */
    long integer;

    double real;
    double latitude;
    double longitude;
    int hour;
    int minute;
    int second;

    @Nullable
    TeslaOptions options;
    /** Where the value is within the record, for carrying it as it is. */
    int start;

    int end;

    void clear() {
        form = Form.NOTHING;
        start = 0;
        end = 0;
    }

    /** The signal of a field's value. */
    Signal signal(FieldSignal field, boolean semi, byte[] record) {
        Signal signal =
                switch (form) {
                    case TEXT -> field.text(text);
                    case INTEGER -> field.integer(integer);
                    case REAL -> field.real(real);
                    case FLAG -> field.flag(integer != 0);
                    case PLACE -> field.place(latitude, longitude);
                    case OPTION -> options == null ? null : field.option(options, integer);
                    case DOORS -> field.doors((int) integer);
                    case TIRES -> field.tires((int) integer, semi);
                    case TIME -> field.time(hour, minute, second);
                    case INVALID -> field.unmeasurable();
                    case NOTHING -> null;
                };
        return signal == null ? unrecognised(field.name(), record) : signal;
    }

    /** The value's own bytes under this name. */
    Signal unrecognised(SignalName name, byte[] record) {
        return new Signal.Unrecognised(name, Arrays.copyOfRange(record, start, end));
    }
}
