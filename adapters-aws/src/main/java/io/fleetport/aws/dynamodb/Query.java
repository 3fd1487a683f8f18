package io.fleetport.aws.dynamodb;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question for the items of one partition, of a table or an index, in the order of their sort keys.
 *
 * @param index null for the table itself, which is read as it is now
 * @param from first sort key
 * @param until sort key behind the last one
 * @param filter on what was found; what it drops was read and paid for all the same
 * @param pageSize most items read at a time
 * @param keysOnly whether what an index holds is enough
 */
record Query(
        Table table,
        @Nullable Index index,
        String pk,
        String from,
        String until,
        boolean forward,
        @Nullable Expression filter,
        int pageSize,
        boolean keysOnly) {

    private static final int USUAL_PAGE = 100;

    /** Sorts before every key in use, and behind. */
    private static final String FIRST = "\0";

    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    static Query of(Table table, OrganizationId organization, String part) {
        return in(table, Key.join(organization.value(), part));
    }

    static Query in(Table table, String pk) {
        return new Query(table, null, pk, FIRST, LAST, true, null, USUAL_PAGE, false);
    }

    static Query in(Table table, Index index, String pk) {
        return new Query(table, index, pk, FIRST, LAST, true, null, USUAL_PAGE, false);
    }

    /** Only sort keys that begin so; the prefix ends as {@link Key#prefix} does. */
    Query within(String prefix) {
        return from(prefix).until(Key.behind(prefix));
    }

    /** The later of this and what was asked before. */
    Query from(String first) {
        return Key.compare(first, from) < 0
                ? this
                : new Query(table, index, pk, first, until, forward, filter, pageSize, keysOnly);
    }

    /** The earlier of this and what was asked before. */
    Query until(String end) {
        return Key.compare(end, until) > 0
                ? this
                : new Query(table, index, pk, from, end, forward, filter, pageSize, keysOnly);
    }

    /** Of keys that begin with this and a time. Null does not restrict. */
    Query between(String prefix, @Nullable Instant begin, @Nullable Instant end) {
        Query narrowed = begin == null ? this : from(prefix + Key.bound(begin));
        return end == null ? narrowed : narrowed.until(prefix + Key.bound(end));
    }

    Query backward() {
        return new Query(table, index, pk, from, until, false, filter, pageSize, keysOnly);
    }

    Query where(Expression condition) {
        return new Query(
                table,
                index,
                pk,
                from,
                until,
                forward,
                filter == null ? condition : filter.and(condition),
                pageSize,
                keysOnly);
    }

    /** Without what the table has of each: keys are all that is told of an item. Of an index only. */
    Query ofKeys() {
        return new Query(table, index, pk, from, until, forward, filter, pageSize, true);
    }

    Query pages(int size) {
        return new Query(table, index, pk, from, until, forward, filter, size, keysOnly);
    }
}
