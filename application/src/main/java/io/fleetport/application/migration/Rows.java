package io.fleetport.application.migration;

import io.fleetport.application.port.out.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Long lists read piece by piece. Iterators rather than streams: a stream that goes through another one for each of its elements
 * holds all of that one in memory.
 */
final class Rows {

    /** Elements come in pieces, each read when the one before is used up. */
    private abstract static class Pieces<T> implements Iterator<T> {
        private final Deque<T> piece = new ArrayDeque<>();
        private boolean over;

        /** @return null when there is none any more; an empty one is no end */
        abstract @Nullable List<T> more();

        @Override
        public boolean hasNext() {
            while (piece.isEmpty() && !over) {
                List<T> next = more();
                if (next == null) {
                    over = true;
                } else {
                    piece.addAll(next);
                }
            }
            return !piece.isEmpty();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return piece.remove();
        }
    }

    /** The piece behind a row. */
    @FunctionalInterface
    interface Behind<T> {
        /** @param after null for the first one */
        List<T> read(@Nullable T after);
    }

    /** The page at a cursor. */
    @FunctionalInterface
    interface Cut<T> {
        /** @param cursor null for the first one */
        Page<T> read(@Nullable String cursor);
    }

    private Rows() {}

    /** Until a piece is empty. */
    static <T> Iterator<T> behind(Behind<T> behind) {
        return new Pieces<>() {
            private @Nullable T last;

            @Override
            @Nullable
            List<T> more() {
                List<T> piece = behind.read(last);
                if (piece.isEmpty()) {
                    return null;
                }
                last = piece.getLast();
                return piece;
            }
        };
    }

    static <T> Iterator<T> pages(Cut<T> cut) {
        return new Pieces<>() {
            private @Nullable String cursor;
            private boolean begun;

            @Override
            @Nullable
            List<T> more() {
                if (begun && cursor == null) {
                    return null;
                }
                Page<T> page = cut.read(cursor);
                begun = true;
                cursor = page.next();
                return page.items();
            }
        };
    }

    /** What there is for each, one after the other. */
    static <A, B> Iterator<B> each(Iterator<A> all, Function<A, Iterator<B>> inner) {
        return new Iterator<>() {
            private Iterator<B> now = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!now.hasNext() && all.hasNext()) {
                    now = inner.apply(all.next());
                }
                return now.hasNext();
            }

            @Override
            public B next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return now.next();
            }
        };
    }

    /** So many at a time become others. */
    static <A, B> Iterator<B> some(Iterator<A> all, int atOnce, Function<List<A>, List<B>> form) {
        return new Pieces<>() {
            @Override
            @Nullable
            List<B> more() {
                List<A> piece = new ArrayList<>();
                while (piece.size() < atOnce && all.hasNext()) {
                    piece.add(all.next());
                }
                return piece.isEmpty() ? null : form.apply(piece);
            }
        };
    }

    /** Neighbours with the same name, few, brought into an order. */
    static <T> Iterator<T> sortedWithin(Iterator<T> all, Function<T, Object> name, Comparator<T> order) {
        return new Pieces<>() {
            private @Nullable T first;

            @Override
            @Nullable
            List<T> more() {
                T begin = first != null ? first : all.hasNext() ? all.next() : null;
                first = null;
                if (begin == null) {
                    return null;
                }
                List<T> same = new ArrayList<>(List.of(begin));
                while (first == null && all.hasNext()) {
                    T next = all.next();
                    if (name.apply(next).equals(name.apply(begin))) {
                        same.add(next);
                    } else {
                        first = next;
                    }
                }
                same.sort(order);
                return same;
            }
        };
    }
}
