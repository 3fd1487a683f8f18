package io.fleetport.application.memory;

import io.fleetport.application.memory.PrivacyShelves.KeyName;
import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Wrapped keys by name. */
final class InMemoryDataKeys implements DataKeys {

    private final Shelves shelves;

    InMemoryDataKeys(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<Keys.Wrapped> find(OrganizationId organization, String purpose) {
        return shelves.reading(
                () -> Optional.ofNullable(shelves.ofPrivacy.keys.get(new KeyName(organization, purpose))));
    }

    @Override
    public Keys.Wrapped keep(OrganizationId organization, String purpose, Keys.Wrapped wrapped) {
        return shelves.writing(() -> {
            shelves.ofPrivacy.keys.putIfAbsent(new KeyName(organization, purpose), wrapped);
            return shelves.ofPrivacy.keys.getOrDefault(new KeyName(organization, purpose), wrapped);
        });
    }

    @Override
    public boolean replace(OrganizationId organization, String purpose, Keys.Wrapped known, Keys.Wrapped next) {
        KeyName name = new KeyName(organization, purpose);
        return shelves.writing(() -> {
            Keys.Wrapped stored = shelves.ofPrivacy.keys.get(name);
            if (stored == null || !Arrays.equals(stored.bytes(), known.bytes())) {
                return false;
            }
            shelves.ofPrivacy.keys.put(name, next);
            return true;
        });
    }

    @Override
    public List<Held> wrappedOtherwise(String keyId, int limit) {
        Paging.checked(limit, 1_000);
        return shelves.reading(() -> shelves.ofPrivacy.keys.entrySet().stream()
                .filter(entry -> !entry.getValue().keyId().equals(keyId))
                .limit(limit)
                .map(entry ->
                        new Held(entry.getKey().organization(), entry.getKey().purpose(), entry.getValue()))
                .toList());
    }
}
