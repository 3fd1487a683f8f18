package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.ArchiveEncoding;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Messages for the archive as items: a group of messages that fits into one, or one message that needs several. Groups go to one
 * of a few partitions by their batch, in the order of their positions.
 */
final class OutboxItems {

    /** All that is committed goes to as many partitions, each of which takes about a megabyte a second. */
    static final int SHARDS = 16;

    private static final String MESSAGES = "messages";

    /** How long it is remembered that a batch has been put in; whoever commits again does so at once. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private OutboxItems() {}

    static String partition(int shard) {
        return Key.join(Key.SERVICE, "outbox", Integer.toString(shard));
    }

    static Key known(UUID batch) {
        return Key.ofService(Table.TELEMETRY, Key.join("outbox-batch", batch.toString()), "known");
    }

    /** Which group an item is of: the key without the number of the piece. */
    static String group(Key key) {
        return key.sk().substring(0, key.sk().lastIndexOf(Key.BETWEEN));
    }

    /** The writes of each group, to be done together; with the last it is known that all are there. */
    static List<List<Write>> puts(ArchiveBatch batch, String position, Instant now) {
        String partition = partition(Math.floorMod(batch.id().hashCode(), SHARDS));
        List<List<Write>> groups = new ArrayList<>();
        for (List<ArchivedMessage> messages : groups(batch.messages())) {
            String name = Key.join(position, batch.id().toString(), Key.digits(groups.size()));
            groups.add(puts(partition, name, ArchiveEncoding.encode(messages)));
        }
        if (!groups.isEmpty()) {
            groups.getLast()
                    .add(Write.put(Item.at(known(batch.id())).expires(now.plus(REMEMBERED)))
                            .when(Expression.ABSENT));
        }
        return groups;
    }

    private static List<Write> puts(String partition, String group, byte[] bytes) {
        List<Write> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += Database.ITEM_BYTES) {
            Key key = new Key(Table.TELEMETRY, partition, Key.join(group, Key.digits(pieces.size())));
            pieces.add(Write.put(Item.at(key)
                    .bytes(
                            MESSAGES,
                            Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + Database.ITEM_BYTES)))));
        }
        return pieces;
    }

    private static List<List<ArchivedMessage>> groups(List<ArchivedMessage> messages) {
        List<List<ArchivedMessage>> groups = new ArrayList<>();
        List<ArchivedMessage> group = new ArrayList<>();
        int bytes = 0;
        for (ArchivedMessage message : messages) {
            int size = message.raw().length + 256; // with organization, source and subject in front
            if (!group.isEmpty() && bytes + size > Database.ITEM_BYTES) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(message);
            bytes += size;
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    static int bytes(Item item) {
        return item.bytes(MESSAGES).length;
    }

    /** @param pieces of one group, in their order */
    static List<ArchivedMessage> messages(List<Item> pieces) {
        byte[] all = new byte[pieces.stream().mapToInt(OutboxItems::bytes).sum()];
        int at = 0;
        for (Item piece : pieces) {
            byte[] bytes = piece.bytes(MESSAGES);
            System.arraycopy(bytes, 0, all, at, bytes.length);
            at += bytes.length;
        }
        return ArchiveEncoding.decode(all);
    }

    /** The group with fewer messages, or without any. */
    static List<Write> reduced(List<Item> pieces, List<ArchivedMessage> left) {
        Key first = pieces.getFirst().key();
        List<Write> writes = new ArrayList<>();
        if (!left.isEmpty()) {
            writes.addAll(puts(first.pk(), group(first), ArchiveEncoding.encode(left)));
        }
        for (Item piece : pieces.subList(Math.min(pieces.size(), writes.size()), pieces.size())) {
            writes.add(Write.delete(piece.key()));
        }
        return writes;
    }
}
