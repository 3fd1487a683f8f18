package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Scans all gaps for a list. */
final class InMemoryGaps implements Gaps {

    private static final Comparator<Gap> OLDEST_FIRST = Comparator.comparing(Gap::from)
            .thenComparing(gap -> gap.vehicle().value(), Paging.BY_ID)
            .thenComparing(gap -> gap.trip().value(), Paging.BY_ID);

    private final Shelves shelves;

    InMemoryGaps(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Page<Gap> list(
            OrganizationId organization,
            @Nullable VehicleId vehicle,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String cursor,
            int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.gaps.values().stream()
                            .filter(stored -> stored.key().organization().equals(organization))
                            .flatMap(stored -> stored.gaps().stream())
                            .filter(gap -> vehicle == null || vehicle.equals(gap.vehicle()))
                            .filter(gap -> from == null || !gap.from().isBefore(from))
                            .filter(gap -> until == null || gap.from().isBefore(until))
                            .filter(gap -> after == null || comesBefore(gap, after)),
                    OLDEST_FIRST.reversed(),
                    limit,
                    last -> Cursor.of(
                            last.from(), last.vehicle().value(), last.trip().value()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    private static boolean comesBefore(Gap gap, Cursor.ByTime position) {
        int order = gap.from().compareTo(position.time());
        if (order == 0) {
            order = Paging.BY_ID.compare(gap.vehicle().value(), position.id());
        }
        return order < 0 || order == 0 && Paging.BY_ID.compare(gap.trip().value(), position.tie()) < 0;
    }
}
