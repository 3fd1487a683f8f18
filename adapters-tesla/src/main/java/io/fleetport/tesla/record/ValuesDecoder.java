package io.fleetport.tesla.record;

import com.google.protobuf.CodedInputStream;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.tesla.record.RawValue.Form;
import io.fleetport.tesla.wire.TeslaOptions;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signal values (topic V) in their protobuf form: the path nearly every record takes. Safe to use from many threads. */
final class ValuesDecoder {

    private final FieldSignals fields;

    ValuesDecoder(FieldSignals fields) {
        this.fields = fields;
    }

    /** @throws IOException when the bytes are no payload or a text in it is not UTF-8 */
    Decoded decode(byte[] record, boolean semi) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(record);
        SignalList signals = new SignalList(fields.size());
        RawValue value = new RawValue();
        String vin = "";
        @Nullable Instant createdAt = null;
        boolean resend = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> datum(in, record, semi, value, signals);
                case 2 << 3 | 2 -> createdAt = Protobuf.timestamp(in, Timestamps::of);
                case 3 << 3 | 2 -> vin = in.readStringRequireUtf8();
                case 4 << 3 -> resend = in.readBool();
                default -> Protobuf.skip(in, tag);
            }
        }
        return new Decoded(vin, createdAt, resend, signals.toList());
    }

    private void datum(CodedInputStream in, byte[] record, boolean semi, RawValue value, SignalList signals)
            throws IOException {
        int limit = Protobuf.enter(in);
        int start = in.getTotalBytesRead();
        int number = 0;
        value.clear();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 -> number = in.readEnum();
                case 2 << 3 | 2 -> value(in, value);
                default -> Protobuf.skip(in, tag);
            }
        }
        int end = in.getTotalBytesRead();
        in.popLimit(limit);
        FieldSignal field = fields.find(number);
        if (field != null) {
            signals.add(number, value.signal(field, semi, record));
            return;
        }
        Signal unknown = value.unrecognised(FieldSignals.unknown(number), record);
        if (FieldSignals.isBeyondNames(number)) {
            value.start = start; // the name does not tell the number, so the datum goes with it
            value.end = end;
            unknown = value.unrecognised(FieldSignals.unknown(number), record);
        }
        signals.add(unknown);
    }

    private static void value(CodedInputStream in, RawValue value) throws IOException {
        int limit = Protobuf.enter(in);
        value.start = in.getTotalBytesRead();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 2 -> {
                    value.text = in.readStringRequireUtf8();
                    value.form = Form.TEXT;
                }
                case 2 << 3 -> {
                    value.integer = in.readInt32();
                    value.form = Form.INTEGER;
                }
                case 3 << 3 -> {
                    value.integer = in.readInt64();
                    value.form = Form.INTEGER;
                }
                case 4 << 3 | 5 -> {
                    value.real = in.readFloat();
                    value.form = Form.REAL;
                }
                case 5 << 3 | 1 -> {
                    value.real = in.readDouble();
                    value.form = Form.REAL;
                }
                case 6 << 3 -> {
                    value.integer = in.readBool() ? 1 : 0;
                    value.form = Form.FLAG;
                }
                case 7 << 3 | 2 -> place(in, value);
                case 10 << 3 -> {
                    in.readBool(); // the member's presence says it, whatever its value
                    value.form = Form.INVALID;
                }
                case 21 << 3 | 2 -> {
                    value.integer = parts(in, Parts.DOORS.size());
                    value.form = Form.DOORS;
                }
                case 31 << 3 | 2 -> time(in, value);
                case 39 << 3 | 2 -> {
                    value.integer = parts(in, Parts.TIRES.size());
                    value.form = Form.TIRES;
                }
                default -> option(in, tag, value);
            }
        }
        value.end = in.getTotalBytesRead();
        in.popLimit(limit);
    }

    private static void option(CodedInputStream in, int tag, RawValue value) throws IOException {
        TeslaOptions options = (tag & 7) == 0 ? FieldSignals.options(tag >>> 3) : null;
        if (options == null) {
            Protobuf.skip(in, tag);
            return;
        }
        value.integer = in.readEnum();
        value.options = options;
        value.form = Form.OPTION;
    }

    private static void place(CodedInputStream in, RawValue value) throws IOException {
        int limit = Protobuf.enter(in);
        value.latitude = 0;
        value.longitude = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | 1 -> value.latitude = in.readDouble();
                case 2 << 3 | 1 -> value.longitude = in.readDouble();
                default -> Protobuf.skip(in, tag);
            }
        }
        in.popLimit(limit);
        value.form = Form.PLACE;
    }

    private static void time(CodedInputStream in, RawValue value) throws IOException {
        int limit = Protobuf.enter(in);
        value.hour = 0;
        value.minute = 0;
        value.second = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 -> value.hour = in.readInt32();
                case 2 << 3 -> value.minute = in.readInt32();
                case 3 << 3 -> value.second = in.readInt32();
                default -> Protobuf.skip(in, tag);
            }
        }
        in.popLimit(limit);
        value.form = Form.TIME;
    }

    /** A message of flags only: bit n is member n + 1. */
    private static int parts(CodedInputStream in, int count) throws IOException {
        int limit = Protobuf.enter(in);
        int bits = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int member = tag >>> 3;
            if ((tag & 7) != 0 || member > count) {
                Protobuf.skip(in, tag);
            } else if (in.readBool()) {
                bits |= 1 << member - 1;
            } else {
                bits &= ~(1 << member - 1);
            }
        }
        in.popLimit(limit);
        return bits;
    }
}
