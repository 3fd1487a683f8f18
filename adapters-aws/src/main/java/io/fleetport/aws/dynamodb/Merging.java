package io.fleetport.aws.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes one of several, and several of one. */
final class Merging {

    private Merging() {}

    private record Part(Item next, Iterator<Item> rest) {}

    /** In one order, of parts that each are in this order. A part is read no further than needed. */
    static Stream<Item> merged(List<Stream<Item>> parts, Comparator<Item> order) {
        PriorityQueue<Part> queue = new PriorityQueue<>(Comparator.comparing(Part::next, order));
        parts.forEach(part -> advance(queue, part.iterator()));
        Iterator<Item> merged = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !queue.isEmpty();
            }

            @Override
            public Item next() {
                Part first = queue.remove();
                advance(queue, first.rest());
                return first.next();
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(merged, Spliterator.ORDERED), false);
    }

    private static void advance(PriorityQueue<Part> queue, Iterator<Item> rest) {
        if (rest.hasNext()) {
            queue.add(new Part(rest.next(), rest));
        }
    }

    /** In lists of at most so many. */
    static <T> List<List<T>> parts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return parts;
    }
}
