package io.fleetport.application.trip;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks along the history of a vehicle, a page at a time: short pages first, as what is sought is often near. */
final class PastReadings {

    private static final int FIRST_PAGE = 64;
    private static final int LONGEST_PAGE = 4_096;

    private final History history;
    private final VehicleKey key;
    private final Instant from;
    private final Instant until;
    private @Nullable Reading after;
    private List<Reading> page = List.of();
    private int at;
    private int pageSize = FIRST_PAGE;
    private boolean last;

    /** Readings observed in {@code [from, until)}, after the given one where there is one. */
    PastReadings(History history, VehicleKey key, Instant from, Instant until, @Nullable Reading after) {
        this.history = history;
        this.key = key;
        this.from = from;
        this.until = until;
        this.after = after;
    }

    /** The next reading, or null at the end. Stays where it is. */
    @Nullable
    Reading peek() {
        if (at == page.size() && !last) {
            page = history.between(key, from, until, after, pageSize);
            at = 0;
            last = page.size() < pageSize;
            pageSize = Math.min(LONGEST_PAGE, pageSize * 4);
            if (!page.isEmpty()) {
                after = page.getLast();
            }
        }
        return at < page.size() ? page.get(at) : null;
    }

    void advance() {
        at++;
    }
}
