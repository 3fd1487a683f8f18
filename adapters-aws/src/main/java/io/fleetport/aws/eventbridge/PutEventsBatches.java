package io.fleetport.aws.eventbridge;

import io.fleetport.application.port.out.EventBus.Outcome;
import io.fleetport.application.port.out.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be sent of one call to publish. EventBridge goes on with a request behind an entry that fails, so a request
 * never has two events of one subject: the later one goes when the earlier one was taken. For use by one thread.
 */
final class PutEventsBatches {

    /** Of a request ("PutEvents", array members of {@code Entries}). */
    static final int MOST_ENTRIES = 10;

    /**
     * Of a request and of an entry ("Calculating PutEvents event entry size": less than 256 KB in total). Some regions take
     * more by now; this is what all of them do.
     */
    static final int MOST_BYTES = 256 * 1024 - 1;

    private final List<BusEntry> left;
    private final @Nullable Outcome[] outcomes;
    private final Map<Subject, String> putOff = new HashMap<>();

    /** @param events how many there are, with those that are settled already */
    PutEventsBatches(List<BusEntry> entries, int events) {
        this.left = new ArrayList<>(entries);
        this.outcomes = new Outcome[events];
    }

    /** Those to send next, in their order; empty when nothing is left to send. */
    List<BusEntry> next() {
        List<BusEntry> request = new ArrayList<>();
        Set<Subject> passed = new HashSet<>();
        int bytes = 0;
        Iterator<BusEntry> entries = left.iterator();
        while (entries.hasNext() && request.size() < MOST_ENTRIES) {
            BusEntry entry = entries.next();
            String code = putOff.get(entry.subject());
            if (code != null) {
                outcomes[entry.index()] = new Outcome.PutOff(code);
                entries.remove();
            } else if (passed.add(entry.subject()) && bytes + entry.bytes() <= MOST_BYTES) {
                request.add(entry);
                bytes += entry.bytes();
                entries.remove();
            }
        }
        return request;
    }

    void settle(BusEntry entry, Outcome outcome) {
        settle(entry.index(), outcome);
        if (outcome instanceof Outcome.PutOff later) {
            putOff.put(entry.subject(), later.code());
        }
    }

    void settle(int index, Outcome outcome) {
        outcomes[index] = outcome;
    }

    /** Whether the bus has taken anything yet. */
    boolean isAnythingTaken() {
        for (@Nullable Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Taken) {
                return true;
            }
        }
        return false;
    }

    /** What is not settled is put off. */
    List<Outcome> outcomes(String otherwise) {
        List<Outcome> all = new ArrayList<>();
        for (@Nullable Outcome outcome : outcomes) {
            all.add(outcome == null ? new Outcome.PutOff(otherwise) : outcome);
        }
        return all;
    }
}
