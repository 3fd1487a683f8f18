package io.fleetport.application.replay;

import io.fleetport.application.port.in.DeadLetterReason;
import java.util.List;
import java.util.Map;

/**
 * What a replay came to. Of the messages read each is counted once more below.
 *
 * @param files opened, the damaged ones too
 * @param read messages of the scope
 * @param taken committed, with all they said or a part of it
 * @param implausible values that were left out of those committed, as they were when they came
 * @param alreadyThere changed nothing, as the store has them
 * @param empty kept without bytes: what the server had noticed by itself, and what vehicles said whose positions are off
 * @param erased of vehicles or intervals that were erased
 * @param unknownStations of stations that are not registered, or another organization's by now
 * @param refused for the reasons a live message is a dead letter
 * @param damaged files of which nothing was taken, by name and what is wrong; the first {@value #MOST_NAMED}
 * @param damagedFiles how many those are
 * @param examples the first messages that were refused, and why
 * @param early messages that were given in before older ones, because there was no memory to wait for these; that changes nothing
 */
public record ReplayReport(
        long files,
        long read,
        long taken,
        long implausible,
        long alreadyThere,
        long empty,
        long erased,
        long unknownStations,
        Map<DeadLetterReason, Long> refused,
        List<String> damaged,
        long damagedFiles,
        List<String> examples,
        long early) {

    /** Most damaged files, and most refused messages, that are told one by one. */
    public static final int MOST_NAMED = 100;

    public ReplayReport {
        refused = Map.copyOf(refused);
        damaged = List.copyOf(damaged);
        examples = List.copyOf(examples);
    }

    /** Messages that were refused for any reason. */
    public long refusedInAll() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether all there was could be read. */
    public boolean isWhole() {
        return damagedFiles == 0 && !refused.containsKey(DeadLetterReason.UNDECODABLE);
    }
}
