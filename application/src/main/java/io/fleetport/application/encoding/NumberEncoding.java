package io.fleetport.application.encoding;

/**
 * Doubles without loss in as few bytes as cheaply possible: most of what vehicles say is whole or has two decimals. A
 * form byte, then the number; the same number always takes the same form.
 */
public final class NumberEncoding {

    static final int WHOLE = 0;
    static final int HUNDREDTHS = 1;
    static final int FLOAT = 2;
    static final int DOUBLE = 3;

    /** A varint of more than this would be no shorter than the double itself. */
    private static final double LARGEST_SHORT = 1L << 40;

    private NumberEncoding() {}

    public static void put(double value, ByteSink sink) {
        int form = formOf(value);
        sink.putByte(form);
        put(form, value, sink);
    }

    public static double get(ByteSource source) {
        return get(source.getByte(), source);
    }

    static int formOf(double value) {
        if (Math.abs(value) < LARGEST_SHORT) {
            if (exact(Math.rint(value), value)) {
                return WHOLE;
            }
            if (exact(Math.rint(value * 100) / 100, value)) {
                return HUNDREDTHS;
            }
        }
        return exact((float) value, value) ? FLOAT : DOUBLE;
    }

    static void put(int form, double value, ByteSink sink) {
        switch (form) {
            case WHOLE -> sink.putSigned((long) value);
            case HUNDREDTHS -> sink.putSigned((long) Math.rint(value * 100));
            case FLOAT -> sink.putInt(Float.floatToIntBits((float) value));
            default -> sink.putDouble(value);
        }
    }

    static double get(int form, ByteSource source) {
        return switch (form) {
            case WHOLE -> source.getSigned();
            case HUNDREDTHS -> source.getSigned() / 100.0;
            case FLOAT -> Float.intBitsToFloat(source.getInt());
            case DOUBLE -> source.getDouble();
            default -> throw new IllegalArgumentException("number form " + form + " is not known to this version");
        };
    }

    /** Minus zero has no whole or hundredths form. */
    private static boolean exact(double candidate, double value) {
        return candidate == value && (value != 0 || Double.doubleToRawLongBits(value) == 0);
    }
}
