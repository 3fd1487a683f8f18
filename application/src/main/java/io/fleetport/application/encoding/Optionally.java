package io.fleetport.application.encoding;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may be missing: a byte that says whether it is there, then the thing itself. */
public final class Optionally {

    private static final int ABSENT = 0;
    private static final int PRESENT = 1;

    private Optionally() {}

    public static <T> void put(@Nullable T value, ByteSink sink, BiConsumer<T, ByteSink> form) {
        sink.putByte(value == null ? ABSENT : PRESENT);
        if (value != null) {
            form.accept(value, sink);
        }
    }

    public static <T> @Nullable T get(ByteSource source, Function<ByteSource, T> form) {
        int there = source.getByte();
        return switch (there) {
            case ABSENT -> null;
            case PRESENT -> form.apply(source);
            default -> throw new IllegalArgumentException("presence must be 0 or 1 but is " + there);
        };
    }

    public static void putText(@Nullable String text, ByteSink sink) {
        put(text, sink, (value, to) -> to.putText(value));
    }

    public static @Nullable String getText(ByteSource source) {
        return get(source, ByteSource::getText);
    }

    public static void putNumber(@Nullable Double number, ByteSink sink) {
        put(number, sink, NumberEncoding::put);
    }

    public static @Nullable Double getNumber(ByteSource source) {
        return get(source, NumberEncoding::get);
    }
}
