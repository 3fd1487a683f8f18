package io.fleetport.aws.dynamodb;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dead letters: about a vehicle or station as they are now; of an organization, counted, and by id from the indexes. */
final class DynamoDeadLetters implements DeadLetters {

    /** Beyond so many, the newest are counted; their keys are about 15 MB to read. */
    private static final int MOST_COUNTED = 100_000;

    private final Database database;

    DynamoDeadLetters(Database database) {
        this.database = database;
    }

    @Override
    public Optional<DeadLetter> find(OrganizationId organization, UUID id) {
        return database.list(Query.in(Table.TELEMETRY, Index.GSI2, DeadLetterItems.byId(organization, id)), 1).stream()
                .findFirst()
                .map(DeadLetterItems::letter);
    }

    private record Kind(Subject about, DeadLetterReason reason) {}

    @Override
    public List<Count> counts(OrganizationId organization, int limit) {
        Listing.checked(limit, 1_000);
        Map<Kind, Long> counted = database.stream(all(organization).ofKeys().pages(1_000))
                .limit(MOST_COUNTED)
                .map(DeadLetterItems::listed)
                .collect(groupingBy(letter -> new Kind(letter.about(), letter.reason()), counting()));
        List<Count> counts = new ArrayList<>();
        counted.forEach((kind, letters) -> counts.add(new Count(kind.about(), kind.reason(), letters)));
        counts.sort(Comparator.comparingLong(Count::letters)
                .reversed()
                .thenComparing(count -> SubjectItems.partition(count.about()))
                .thenComparing(Count::reason));
        return counts.subList(0, Math.min(limit, counts.size()));
    }

    /** Newest first. */
    private static Query all(OrganizationId organization) {
        return Query.in(Table.TELEMETRY, Index.GSI1, DeadLetterItems.list(organization))
                .backward();
    }

    @Override
    public Page<DeadLetter> list(
            OrganizationId organization,
            @Nullable Subject about,
            @Nullable DeadLetterReason reason,
            @Nullable String cursor,
            int limit) {
        Listing.checked(limit, 1_000);
        @Nullable String end = cursor == null ? null : place(Cursor.byTime(cursor));
        if (about != null && !about.organization().equals(organization)) {
            return new Page<>(List.of(), null);
        }
        return about == null ? ofAll(organization, reason, end, limit) : of(about, reason, end, limit);
    }

    private static String place(Cursor.ByTime after) {
        return DeadLetterItems.place(after.time(), after.id());
    }

    private Page<DeadLetter> of(Subject about, @Nullable DeadLetterReason reason, @Nullable String end, int limit) {
        Query query = Query.in(Table.TELEMETRY, SubjectItems.partition(about))
                .within(DeadLetterItems.PREFIX)
                .backward()
                .pages(Listing.pageSize(limit));
        if (end != null) {
            query = query.until(DeadLetterItems.PREFIX + end);
        }
        if (reason != null) {
            query = query.where(Expression.of("{reason} = ?", reason.name()));
        }
        return Listing.page(
                database.stream(query).map(DeadLetterItems::letter),
                letter -> true,
                limit,
                last -> Cursor.of(last.receivedAt(), last.id(), last.id()));
    }

    /** Keys tell the reason, so that only the letters wanted are read. */
    private Page<DeadLetter> ofAll(
            OrganizationId organization, @Nullable DeadLetterReason reason, @Nullable String end, int limit) {
        Query query = all(organization).ofKeys().pages(1_000);
        Page<Item> found = Listing.page(
                database.stream(end == null ? query : query.until(end)),
                item -> reason == null || DeadLetterItems.listed(item).reason() == reason,
                limit,
                last -> {
                    DeadLetterItems.Listed listed = DeadLetterItems.listed(last);
                    return Cursor.of(listed.receivedAt(), listed.id(), listed.id());
                });
        Map<Key, Item> letters =
                database.getAll(found.items().stream().map(Item::key).toList());
        List<DeadLetter> there = new ArrayList<>();
        for (Item item : found.items()) {
            Item letter = letters.get(item.key());
            if (letter != null) {
                there.add(DeadLetterItems.letter(letter));
            }
        }
        return new Page<>(there, found.next());
    }
}
