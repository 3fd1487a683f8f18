package io.fleetport.application.port.out;

import java.util.HexFormat;

/**
 * Which trace something is a part of, and which step of it led there: what a {@code traceparent} of W3C's Trace Context says.
 *
 * @param traceHigh upper half of the trace's id
 * @param traceLow lower half of it; both are 0 in {@link #NONE} alone
 * @param step id of the step; 0 in {@link #NONE} alone
 * @param flags 0 to 255; 1 means that the trace is recorded
 */
public record TraceContext(long traceHigh, long traceLow, long step, int flags) {

    /** Of what is a part of no trace that is recorded. */
    public static final TraceContext NONE = new TraceContext(0, 0, 0, 0);

    public TraceContext {
        boolean isTrace = traceHigh != 0 || traceLow != 0;
        if (isTrace != (step != 0) || flags < 0 || flags > 255) {
            throw new IllegalArgumentException(
                    "trace and step must both be 0 or both not, and flags within 0..255 but is " + flags);
        }
    }

    /** Whether there is a trace. */
    public boolean isTrace() {
        return step != 0;
    }

    /** The trace's id: 32 hexadecimal digits in small letters. */
    public String traceId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(traceHigh) + hex.toHexDigits(traceLow);
    }

    /** The step's id: 16 hexadecimal digits in small letters. */
    public String stepId() {
        return HexFormat.of().toHexDigits(step);
    }
}
