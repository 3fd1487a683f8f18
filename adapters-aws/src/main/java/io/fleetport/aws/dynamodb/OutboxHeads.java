package io.fleetport.aws.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** The partitions of the outbox as one queue, read no further than is needed. */
final class OutboxHeads {

    /** Small pages, as most of what a partition holds may not be wanted. */
    private static final int PAGE = 10;

    private record Head(Item item, Iterator<Item> rest) {}

    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparing((Head head) -> head.item().key().sk()));

    OutboxHeads(Database database) {
        for (int shard = 0; shard < OutboxItems.SHARDS; shard++) {
            push(database.stream(Query.in(Table.TELEMETRY, OutboxItems.partition(shard))
                            .pages(PAGE))
                    .iterator());
        }
    }

    private void push(Iterator<Item> items) {
        if (items.hasNext()) {
            heads.add(new Head(items.next(), items));
        }
    }

    /** Whole groups while they stay within so many bytes and items; one at least. */
    List<Item> oldest(int mostBytes, int mostItems) {
        List<Item> oldest = new ArrayList<>();
        long bytes = 0;
        List<Item> group = nextGroup();
        while (!group.isEmpty()) {
            bytes += group.stream().mapToInt(OutboxItems::bytes).sum();
            if (!oldest.isEmpty() && (bytes > mostBytes || oldest.size() + group.size() > mostItems)) {
                break;
            }
            oldest.addAll(group);
            group = nextGroup();
        }
        return oldest;
    }

    private List<Item> nextGroup() {
        List<Item> group = new ArrayList<>();
        while (!heads.isEmpty()
                && (group.isEmpty()
                        || OutboxItems.group(group.getFirst().key())
                                .equals(OutboxItems.group(heads.peek().item().key())))) {
            Head head = heads.remove();
            group.add(head.item());
            push(head.rest());
        }
        return group;
    }
}
