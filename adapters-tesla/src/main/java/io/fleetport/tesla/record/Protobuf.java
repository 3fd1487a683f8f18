package io.fleetport.tesla.record;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.time.Instant;

/** Reading protobuf messages field by field. */
final class Protobuf {

    static final int VARINT = 0;
    static final int LENGTH_DELIMITED = 2;

    private Protobuf() {}

    /** The tag in front of a field. */
    static int tag(int number, int wireType) {
        return number << 3 | wireType;
    }

    /** What is read as time. */
    interface TimeForm {
        Instant of(long seconds, int nanos);
    }

    /** A google.protobuf.Timestamp, its length in front. */
    static Instant timestamp(CodedInputStream in, TimeForm form) throws IOException {
        int limit = enter(in);
        long seconds = 0;
        int nanos = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 -> seconds = in.readInt64();
                case 2 << 3 -> nanos = in.readInt32();
                default -> skip(in, tag);
            }
        }
        in.popLimit(limit);
        return form.of(seconds, nanos);
    }

    /** Enters a sub-message; {@link CodedInputStream#readTag} gives 0 at its end, and the result is to be popped then. */
    static int enter(CodedInputStream in) throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    /** Skips a field nobody asked for. */
    static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new IOException("a group ends that never began");
        }
    }
}
