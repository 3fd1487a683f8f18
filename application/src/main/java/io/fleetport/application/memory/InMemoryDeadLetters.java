package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scans all dead letters for a list. */
final class InMemoryDeadLetters implements DeadLetters {

    private static final Comparator<DeadLetter> OLDEST_FIRST = Comparator.comparing(
                    (DeadLetter letter) -> letter.receivedAt().truncatedTo(ChronoUnit.MICROS))
            .thenComparing(DeadLetter::id, Paging.BY_ID);

    private final Shelves shelves;

    InMemoryDeadLetters(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public Optional<DeadLetter> find(OrganizationId organization, UUID id) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.deadLetters.get(id))
                    .filter(letter -> letter.subject().organization().equals(organization));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<Count> counts(OrganizationId organization, int limit) {
        Paging.checked(limit, 1_000);
        shelves.lock.readLock().lock();
        try {
            Map<Map.Entry<Subject, DeadLetterReason>, Long> counted = shelves.deadLetters.values().stream()
                    .filter(letter -> letter.subject().organization().equals(organization))
                    .collect(Collectors.groupingBy(
                            letter -> Map.entry(letter.subject(), letter.reason()), Collectors.counting()));
            return counted.entrySet().stream()
                    .map(entry ->
                            new Count(entry.getKey().getKey(), entry.getKey().getValue(), entry.getValue()))
                    .sorted(Comparator.comparingLong(Count::letters).reversed())
                    .limit(limit)
                    .toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<DeadLetter> list(
            OrganizationId organization,
            @Nullable Subject about,
            @Nullable DeadLetterReason reason,
            @Nullable String cursor,
            int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.deadLetters.values().stream()
                            .filter(letter -> letter.subject().organization().equals(organization))
                            .filter(letter -> about == null || about.equals(letter.subject()))
                            .filter(letter -> reason == null || reason == letter.reason())
                            .filter(letter -> after == null || comesBefore(letter, after)),
                    OLDEST_FIRST.reversed(),
                    limit,
                    last -> Cursor.of(last.receivedAt(), last.id(), last.id()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    private static boolean comesBefore(DeadLetter letter, Cursor.ByTime position) {
        int order = letter.receivedAt().truncatedTo(ChronoUnit.MICROS).compareTo(position.time());
        return order < 0 || order == 0 && Paging.BY_ID.compare(letter.id(), position.id()) < 0;
    }
}
