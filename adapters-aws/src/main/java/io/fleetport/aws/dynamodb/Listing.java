package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Page;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Cuts pages out of what a query finds. Where a filter has no index, what it leaves out is read all the same. */
final class Listing {

    /** Looked at for one page; it ends short when there are more between two that are wanted. */
    static final int MOST_EXAMINED = 10_000;

    /** Most items read at a time. */
    static final int PAGE = 1_000;

    private static final int MOST_LISTED = 1_000;

    private Listing() {}

    /**
     * @param all what comes after the cursor, in the order of the list; read no further than needed
     * @param limit 1 to 1000
     */
    static <T> Page<T> page(Stream<T> all, Predicate<T> wanted, int limit, Function<T, String> cursor) {
        checked(limit, MOST_LISTED);
        List<T> found = new ArrayList<>();
        Iterator<T> rest = all.iterator();
        for (int examined = 1; rest.hasNext(); examined++) {
            T next = rest.next();
            if (wanted.test(next)) {
                if (found.size() == limit) {
                    return new Page<>(found, cursor.apply(found.getLast()));
                }
                found.add(next);
            }
            if (examined == MOST_EXAMINED) {
                return new Page<>(found, cursor.apply(next));
            }
        }
        return new Page<>(found, null);
    }

    /** As many as are looked at to fill a page when every one is wanted. */
    static int pageSize(int limit) {
        return Math.min(checked(limit, MOST_LISTED) + 1, PAGE);
    }

    /** Some at a time become others, as far as the stream is read. */
    static <A, B> Stream<B> some(Stream<A> all, int atOnce, Function<List<A>, List<B>> form) {
        Iterator<A> rest = all.iterator();
        return Stream.generate(() -> next(rest, atOnce))
                .takeWhile(chunk -> !chunk.isEmpty())
                .flatMap(chunk -> form.apply(chunk).stream());
    }

    private static <A> List<A> next(Iterator<A> rest, int atOnce) {
        List<A> chunk = new ArrayList<>();
        while (chunk.size() < atOnce && rest.hasNext()) {
            chunk.add(rest.next());
        }
        return chunk;
    }

    static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("limit must be within 1.." + most + " but is " + limit);
        }
        return limit;
    }
}
