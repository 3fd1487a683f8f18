package io.fleetport.application.memory;

import io.fleetport.application.port.out.Retention;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Takes old history off the shelves. */
final class InMemoryRetention implements Retention {

    private final Shelves shelves;

    InMemoryRetention(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public int forget(OrganizationId organization, Instant before, int most) {
        return shelves.writing(() -> forget(
                        shelves.readings,
                        key -> key.organization().equals(organization),
                        reading -> reading.observedAt(),
                        before,
                        most)
                + forget(
                        shelves.ofStations.reports,
                        key -> key.organization().equals(organization),
                        report -> report.observedAt(),
                        before,
                        most));
    }

    private static <K, R> int forget(
            Map<K, ? extends Collection<R>> history,
            Predicate<K> of,
            Function<R, Instant> observedAt,
            Instant before,
            int most) {
        int forgotten = 0;
        for (Map.Entry<K, ? extends Collection<R>> entry : history.entrySet()) {
            if (!of.test(entry.getKey())) {
                continue;
            }
            for (Iterator<R> all = entry.getValue().iterator(); all.hasNext() && forgotten < most; ) {
                if (observedAt.apply(all.next()).isBefore(before)) {
                    all.remove();
                    forgotten++;
                }
            }
        }
        return forgotten;
    }
}
