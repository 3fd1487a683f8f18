package io.fleetport.application.migration;

import org.jspecify.annotations.Nullable;

/**
 * What a kind came to on both sides.
 *
 * @param kind as the report has it
 * @param inSource rows
 * @param inTarget rows
 * @param sourceDigest SHA-256 of the ordered rows, in hexadecimal
 * @param targetDigest the same of the target
 * @param firstDifference where the first row is that the other side has otherwise or not at all, null when none is
 */
public record Compared(
        String kind,
        long inSource,
        long inTarget,
        String sourceDigest,
        String targetDigest,
        @Nullable String firstDifference) {

    /** Whether both sides have the same. */
    public boolean isEqual() {
        return inSource == inTarget && sourceDigest.equals(targetDigest);
    }
}
