package io.fleetport.application.scope;

import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see.
 *
 * @param assets all there is to it; null for all of the organization
 */
public record Scope(Fleets.@Nullable Assets assets) {

    static final Scope WHOLE = new Scope(null);

    /** Parts of a list looked at for one page, so that no request runs for minutes: past that a page is short. */
    private static final int MOST_PARTS = 200;

    /** A part of a list that is filtered. */
    @FunctionalInterface
    interface Part<T> {
        Page<T> of(@Nullable String cursor, int limit);
    }

    public boolean isWhole() {
        return assets == null;
    }

    public boolean sees(VehicleId vehicle) {
        return assets == null || assets.vehicles().contains(vehicle);
    }

    public boolean sees(StationId station) {
        return assets == null || assets.stations().contains(station);
    }

    boolean sees(Subject subject) {
        return switch (subject) {
            case VehicleKey key -> sees(key.vehicle());
            case StationKey key -> sees(key.station());
        };
    }

    /**
     * A full page of what is seen, as long as there is as much. Never asks for more than is still missing, so that the
     * cursor of the last part is that of the page.
     */
    <T> Page<T> page(@Nullable String cursor, int limit, Part<T> part, Predicate<T> seen) {
        if (isWhole()) {
            return part.of(cursor, limit);
        }
        List<T> kept = new ArrayList<>();
        @Nullable String at = cursor;
        int parts = 0;
        do {
            Page<T> next = part.of(at, limit - kept.size());
            next.items().stream().filter(seen).forEach(kept::add);
            at = next.next();
            parts++;
        } while (at != null && kept.size() < limit && parts < MOST_PARTS);
        return new Page<>(kept, at);
    }

    /** Nothing, for who asks for one thing that is not seen. */
    static <T> Page<T> nothing() {
        return new Page<>(List.of(), null);
    }
}
