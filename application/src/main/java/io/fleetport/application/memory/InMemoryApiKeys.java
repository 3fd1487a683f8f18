package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keys in a map. */
final class InMemoryApiKeys implements ApiKeys {

    private static final Comparator<ApiKey> OLDEST_FIRST =
            Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id);

    private final ConcurrentMap<String, Stored> keys = new ConcurrentHashMap<>();

    @Override
    public void add(ApiKey key, byte[] secretHash) {
        ApiKey kept = with(key, key.lastUsedAt(), key.revokedAt());
        if (keys.putIfAbsent(key.id(), new Stored(kept, secretHash.clone())) != null) {
            throw new PortRefused("there is a key of this id", new IllegalStateException("key id taken"));
        }
    }

    @Override
    public Optional<Stored> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTimeAtStation after = cursor == null ? null : Cursor.byTimeAtStation(cursor);
        return Paging.page(
                keys.values().stream()
                        .map(Stored::key)
                        .filter(key -> key.organization().equals(organization))
                        .filter(key -> after == null || comesBefore(key, after)),
                OLDEST_FIRST.reversed(),
                limit,
                last -> Cursor.of(last.createdAt(), "", last.id()));
    }

    @Override
    public boolean revoke(OrganizationId organization, String id, Instant at) {
        return change(organization, id, key -> key.revokedAt() == null ? with(key, key.lastUsedAt(), at) : key);
    }

    @Override
    public void used(OrganizationId organization, String id, Instant at) {
        change(organization, id, key -> {
            Instant before = key.lastUsedAt();
            return before == null || before.isBefore(at) ? with(key, at, key.revokedAt()) : key;
        });
    }

    private boolean change(OrganizationId organization, String id, UnaryOperator<ApiKey> change) {
        Stored stored = keys.computeIfPresent(
                id,
                (same, held) -> held.key().organization().equals(organization)
                        ? new Stored(change.apply(held.key()), held.secretHash())
                        : held);
        return stored != null && stored.key().organization().equals(organization);
    }

    private static ApiKey with(ApiKey key, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt) {
        return new ApiKey(
                key.id(),
                key.organization(),
                key.name(),
                key.roles(),
                key.permissions(),
                key.fleets(),
                key.createdAt().truncatedTo(ChronoUnit.MICROS),
                key.createdBy(),
                atMicros(key.expiresAt()),
                atMicros(lastUsedAt),
                atMicros(revokedAt),
                key.impersonator());
    }

    private static @Nullable Instant atMicros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean comesBefore(ApiKey key, Cursor.ByTimeAtStation position) {
        int order = key.createdAt().compareTo(position.time());
        return order < 0 || order == 0 && key.id().compareTo(position.name()) < 0;
    }
}
