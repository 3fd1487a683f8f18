package io.fleetport.application.port.out;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * An ordered, durable stream between the processes that hear vehicles and stations and those that store what they said.
 * Entries of one key are read in the order they were put in, as long as the next is put only after the stream has said that
 * it holds the one before. Safe to call from many threads.
 */
public interface TelemetryStream {

    /**
     * What is put in as one.
     *
     * @param key decides about the order: entries of the same key come out in theirs. 1 to 256 bytes of UTF-8
     * @param bytes 1 or more, not copied and not to be changed
     */
    record Entry(String key, byte[] bytes) {}

    /**
     * How much fits.
     *
     * @param entryBytes most bytes of an entry, its key with it
     * @param entries most entries put at a time
     * @param putBytes most bytes put at a time, all keys with it; not less than {@code entryBytes}
     */
    record Limits(int entryBytes, int entries, int putBytes) {
        public Limits {
            if (entryBytes < 1_024 || entries < 1 || putBytes < entryBytes) {
                throw new IllegalArgumentException(
                        "limits must be 1024 bytes or more per entry, 1 entry or more and no less than an entry's bytes"
                                + " at a time but are " + entryBytes + ", " + entries + " and " + putBytes);
            }
        }

        /** @throws IllegalArgumentException when what is to be put at a time is none, or more than fits */
        public void check(List<Entry> put) {
            long bytes = 0;
            for (Entry entry : put) {
                int size = entry.bytes().length + entry.key().getBytes(StandardCharsets.UTF_8).length;
                bytes += size;
                if (size > entryBytes) {
                    throw new IllegalArgumentException(
                            "an entry must have at most " + entryBytes + " bytes but has " + size);
                }
            }
            if (put.isEmpty() || put.size() > entries || bytes > putBytes) {
                throw new IllegalArgumentException("a put must have 1 to " + entries + " entries and at most "
                        + putBytes + " bytes but has " + put.size() + " and " + bytes);
            }
        }
    }

    Limits limits();

    /**
     * Puts the entries in and returns when each of them is durable or known not to be. Nothing is said about the order of
     * entries of one key within one call.
     *
     * @param entries within the {@link #limits}
     * @return places in the list of those entries the stream did not take. Putting them again may work
     * @throws PortUnavailable when it is not known what became of them: any of them may be in, and putting them again is safe
     *     where a reader recognises what it has read
     * @throws PortRefused when the stream is not there or not ours to write; nothing is in
     * @throws IllegalArgumentException when the entries are beyond the limits
     */
    Set<Integer> put(List<Entry> entries);
}
