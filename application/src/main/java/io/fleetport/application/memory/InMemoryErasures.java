package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders in the order they came. */
final class InMemoryErasures implements Erasures {

    private static final Comparator<Erasure> OLDEST_FIRST =
            Comparator.comparing(Erasure::requestedAt).thenComparing(Erasure::id, Paging.BY_ID);

    private final Shelves shelves;

    InMemoryErasures(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public void keep(Erasure erasure) {
        shelves.writing(() -> {
            shelves.ofPrivacy.changes++;
            return shelves.ofPrivacy.erasures.putIfAbsent(erasure.id(), erasure);
        });
    }

    @Override
    public Optional<Erasure> find(OrganizationId organization, UUID id) {
        return shelves.reading(() -> Optional.ofNullable(shelves.ofPrivacy.erasures.get(id))
                .filter(erasure -> erasure.organization().equals(organization)));
    }

    @Override
    public Page<Erasure> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        return shelves.reading(() -> Paging.page(
                shelves.ofPrivacy.erasures.values().stream()
                        .filter(erasure -> erasure.organization().equals(organization))
                        .filter(erasure -> after == null || comesBefore(erasure, after)),
                OLDEST_FIRST.reversed(),
                limit,
                last -> Cursor.of(last.requestedAt(), last.id(), last.id())));
    }

    private static boolean comesBefore(Erasure erasure, Cursor.ByTime position) {
        int order = erasure.requestedAt().compareTo(position.time());
        return order < 0 || order == 0 && Paging.BY_ID.compare(erasure.id(), position.id()) < 0;
    }

    @Override
    public List<Erasure> unfinished(int limit) {
        Paging.checked(limit, 1_000);
        return shelves.reading(() -> shelves.ofPrivacy.erasures.values().stream()
                .filter(erasure -> erasure.state() != Erasure.State.FINISHED)
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList());
    }

    @Override
    public void progress(UUID id, Erasure.State state, Map<String, Long> more, @Nullable Instant finishedAt) {
        shelves.writing(() -> shelves.ofPrivacy.erasures.computeIfPresent(
                id,
                (key, known) -> new Erasure(
                        id,
                        known.organization(),
                        known.vehicle(),
                        known.from(),
                        known.until(),
                        known.reason(),
                        known.requestedBy(),
                        known.requestedAt(),
                        state.compareTo(known.state()) < 0 ? known.state() : state,
                        sum(known.removed(), more),
                        known.finishedAt() == null ? finishedAt : known.finishedAt(),
                        known.readmittedAt())));
    }

    private static Map<String, Long> sum(Map<String, Long> removed, Map<String, Long> more) {
        Map<String, Long> sum = new HashMap<>(removed);
        more.forEach((place, count) -> sum.merge(place, count, Long::sum));
        return sum;
    }

    @Override
    public List<Erasure> inForce() {
        return shelves.reading(() -> shelves.ofPrivacy.erasures.values().stream()
                .filter(erasure -> erasure.readmittedAt() == null)
                .toList());
    }

    @Override
    public boolean readmit(VehicleKey key, Instant at) {
        return shelves.writing(() -> {
            List<Erasure> refusing = shelves.ofPrivacy.erasures.values().stream()
                    .filter(erasure -> erasure.readmittedAt() == null)
                    .filter(erasure -> erasure.organization().equals(key.organization())
                            && erasure.vehicle().equals(key.vehicle()))
                    .toList();
            for (Erasure known : refusing) {
                shelves.ofPrivacy.changes++;
                shelves.ofPrivacy.erasures.put(
                        known.id(),
                        new Erasure(
                                known.id(),
                                known.organization(),
                                known.vehicle(),
                                known.from(),
                                known.until(),
                                known.reason(),
                                known.requestedBy(),
                                known.requestedAt(),
                                known.state(),
                                known.removed(),
                                known.finishedAt(),
                                at));
            }
            return !refusing.isEmpty();
        });
    }

    @Override
    public String mark() {
        return shelves.reading(() -> Long.toString(shelves.ofPrivacy.changes));
    }
}
