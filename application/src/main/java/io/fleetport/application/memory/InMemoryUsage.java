package io.fleetport.application.memory;

import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Usage in a map. */
final class InMemoryUsage implements Usage {

    private record Key(OrganizationId organization, Instant hour, Meter meter) {}

    /** Two days of ids at the usual pace; whoever adds again does so at once. */
    private static final int REMEMBERED = 20_000;

    private final Map<Key, Long> amounts = new HashMap<>();
    private final Set<UUID> added = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    @Override
    public synchronized void add(UUID id, List<Amount> more) {
        if (!added.add(id)) {
            return;
        }
        for (Amount amount : more) {
            amounts.merge(new Key(amount.organization(), amount.hour(), amount.meter()), amount.amount(), Long::sum);
        }
    }

    @Override
    public synchronized List<Amount> of(OrganizationId organization, Instant from, Instant until) {
        return amounts.entrySet().stream()
                .filter(entry -> entry.getKey().organization().equals(organization))
                .filter(entry -> !entry.getKey().hour().isBefore(from)
                        && entry.getKey().hour().isBefore(until))
                .map(entry -> new Amount(
                        organization, entry.getKey().hour(), entry.getKey().meter(), entry.getValue()))
                .sorted(Comparator.comparing(Amount::hour).thenComparing(Amount::meter))
                .toList();
    }
}
