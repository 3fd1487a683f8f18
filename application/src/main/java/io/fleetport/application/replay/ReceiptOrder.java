package io.fleetport.application.replay;

import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchiveFiles.DamagedFile;
import io.fleetport.application.port.out.ArchivedMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Gives the messages of a day in the order they were received. Files are batches that overlap in time, and inside each the order is
 * another one: so each is looked into twice, once for when it begins, and once when its time has come. Only those whose times overlap
 * are in memory together; when that is too much, the oldest messages go on before what older files may hold still.
 *
 * <p>For one thread.
 */
final class ReceiptOrder {

    private static final int NAMES_AT_ONCE = 1_000;

    /** What a message takes in memory beside its bytes. */
    private static final int MESSAGE_BYTES = 256;

    private static final Comparator<Held> BY_RECEIPT =
            Comparator.comparing((Held held) -> held.message().receivedAt()).thenComparingLong(Held::number);

    private final ArchiveFiles files;
    private final ReplayScope scope;
    private final long mostBytes;
    private final ReplayTally tally;
    private final PriorityQueue<Held> held = new PriorityQueue<>(BY_RECEIPT);
    private long heldBytes;
    private long loaded;

    /** Where messages go. */
    @FunctionalInterface
    interface Taker {
        void take(ArchivedMessage message) throws InterruptedException;
    }

    private record Held(ArchivedMessage message, long number) {
        long bytes() {
            return message.raw().length + (long) MESSAGE_BYTES;
        }
    }

    /** A file with many messages, and when the first of them was received. */
    private record Batch(String name, Instant begins) {}

    /** @param mostBytes held in memory at a time; one file more than that is, while it is read */
    ReceiptOrder(ArchiveFiles files, ReplayScope scope, long mostBytes, ReplayTally tally) {
        this.files = files;
        this.scope = scope;
        this.mostBytes = mostBytes;
        this.tally = tally;
    }

    /** All messages of the day that the scope covers. */
    void each(LocalDate day, Taker taker) throws InterruptedException {
        List<Batch> batches = batches(day);
        SingleFiles singles = new SingleFiles(files, scope.organization(), day, NAMES_AT_ONCE);
        int next = 0;
        while (true) {
            Instant batch = next < batches.size() ? batches.get(next).begins() : Instant.MAX;
            Instant single = singles.receivedAt();
            boolean isBatch = !single.isBefore(batch);
            release(isBatch ? batch : single, taker);
            if (batch.equals(Instant.MAX) && single.equals(Instant.MAX)) {
                return;
            }
            if (isBatch) {
                load(day, batches.get(next++).name());
            } else {
                tally.file();
                load(day, singles.take());
            }
            makeRoom(taker);
        }
    }

    private List<Batch> batches(LocalDate day) {
        List<Batch> batches = new ArrayList<>();
        List<String> names = files.names(scope.organization(), day, null, NAMES_AT_ONCE);
        while (!names.isEmpty()) {
            for (String name : names) {
                if (files.receivedAt(name).isEmpty()) {
                    tally.file();
                    read(day, name).stream()
                            .map(ArchivedMessage::receivedAt)
                            .min(Comparator.naturalOrder())
                            .ifPresent(begins -> batches.add(new Batch(name, begins)));
                }
            }
            names = files.names(scope.organization(), day, names.getLast(), NAMES_AT_ONCE);
        }
        batches.sort(Comparator.comparing(Batch::begins).thenComparing(Batch::name));
        return batches;
    }

    private List<ArchivedMessage> read(LocalDate day, String name) {
        try {
            return files.read(scope.organization(), day, name).stream()
                    .filter(scope::covers)
                    .toList();
        } catch (DamagedFile damaged) {
            tally.damaged(day + "/" + name, String.valueOf(damaged.getMessage()));
            return List.of();
        }
    }

    private void load(LocalDate day, String name) {
        for (ArchivedMessage message : read(day, name)) {
            Held one = new Held(message, loaded++);
            held.add(one);
            heldBytes += one.bytes();
        }
    }

    private void release(Instant before, Taker taker) throws InterruptedException {
        Held oldest = held.peek();
        while (oldest != null && oldest.message().receivedAt().isBefore(before)) {
            giveOldest(taker);
            oldest = held.peek();
        }
    }

    private void makeRoom(Taker taker) throws InterruptedException {
        while (heldBytes > mostBytes) {
            tally.early();
            giveOldest(taker);
        }
    }

    private void giveOldest(Taker taker) throws InterruptedException {
        Held oldest = held.remove();
        heldBytes -= oldest.bytes();
        taker.take(oldest.message());
    }
}
