package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Page;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Parts of lists, made of what is found, which is read no further than needed. */
final class Pages {

    private Pages() {}

    /** @throws IllegalArgumentException when the limit is not within 1..most */
    static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("limit must be within 1.." + most + " but is " + limit);
        }
        return limit;
    }

    /** How many items to read at a time for a page: one more tells whether there is a next one. */
    static int reading(int limit) {
        return Math.min(limit + 1, 100);
    }

    /** @param cursor of the last item of a page that has a next one */
    static <T> Page<T> of(Stream<T> found, int limit, Function<T, String> cursor) {
        List<T> items = found.limit(limit + 1L).toList();
        return items.size() <= limit
                ? new Page<>(items, null)
                : new Page<>(items.subList(0, limit), cursor.apply(items.get(limit - 1)));
    }
}
