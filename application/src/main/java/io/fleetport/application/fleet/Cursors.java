package io.fleetport.application.fleet;

import io.fleetport.application.port.in.InvalidRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells a cursor nobody gave out from other failures. */
public final class Cursors {

    private Cursors() {}

    /**
     * Reads a page.
     *
     * @throws InvalidRequest when the store or the reader did not understand the cursor
     */
    public static <T> T reading(@Nullable String cursor, Supplier<T> page) {
        try {
            return page.get();
        } catch (IllegalArgumentException e) {
            if (cursor == null) {
                throw e;
            }
            throw new InvalidRequest("cursor", "cursor must be the next of an earlier page of the same list");
        }
    }
}
