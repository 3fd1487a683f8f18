package io.fleetport.application.encoding;

import java.util.List;

/** The constants of an enum as bytes that stay the same when the enum is put into another order. Safe to use from many threads. */
public final class Codes<E extends Enum<E>> {

    private final String what;
    private final List<E> values;

    /** @param values each constant at the place of its code. APPEND ONLY: stored data holds these numbers */
    public Codes(String what, List<E> values) {
        this.what = what;
        this.values = List.copyOf(values);
    }

    /** @throws IllegalArgumentException when the constant has no code */
    public void put(E value, ByteSink sink) {
        int code = values.indexOf(value);
        if (code < 0) {
            throw new IllegalArgumentException(what + " " + value + " has no code");
        }
        sink.putByte(code);
    }

    /** @throws IllegalArgumentException when the code is not known to this version */
    public E get(ByteSource source) {
        int code = source.getByte();
        if (code >= values.size()) {
            throw new IllegalArgumentException(what + " " + code + " is not known to this version");
        }
        return values.get(code);
    }
}
