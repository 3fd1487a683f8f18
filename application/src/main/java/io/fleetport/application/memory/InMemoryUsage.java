package io.fleetport.application.memory;

import io.fleetport.application.port.out.Usage;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Usage in a map. */
final class InMemoryUsage implements Usage {

    private record Key(OrganizationId organization, Instant hour, Meter meter) {}

    private final Map<Key, Long> amounts = new HashMap<>();

    @Override
    public synchronized void add(Collection<Amount> more) {
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
