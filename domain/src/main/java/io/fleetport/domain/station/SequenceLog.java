package io.fleetport.domain.station;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of a station's events have come. The same events in any order end in the same log, as long as no more than
 * {@value #MOST_HOLES} holes are open in one boot and no more than {@value #MOST_BOOTS} boots are told apart. Not safe to
 * share between threads.
 */
public final class SequenceLog {

    /** Holes remembered per boot; the oldest ones past that stay gaps for good. */
    public static final int MOST_HOLES = 256;

    /** Boots remembered; events of older ones are taken as new. */
    public static final int MOST_BOOTS = 4;

    /** Whether the number is new, and which gaps are known instead of which. */
    public record Noted(boolean isNew, List<LostEvents> filled, List<LostEvents> opened) {
        private static final Noted DUPLICATE = new Noted(false, List.of(), List.of());
        private static final Noted NO_GAP = new Noted(true, List.of(), List.of());
    }

    /**
     * The numbers of one boot.
     *
     * @param lowest least number that came
     * @param forgottenUpTo below this it is not known any more what came; 0 when all is known
     * @param highest greatest number that came
     * @param holes what has not come between them, ascending
     */
    public record Boot(
            long boot,
            long lowest,
            Instant lowestAt,
            long forgottenUpTo,
            long highest,
            Instant highestAt,
            List<LostEvents> holes) {
        public Boot {
            holes = List.copyOf(holes);
        }
    }

    private final TreeMap<Long, Boot> boots = new TreeMap<>();

    /** Goes on where {@link #boots()} left off. */
    public static SequenceLog of(List<Boot> boots) {
        SequenceLog log = new SequenceLog();
        boots.forEach(boot -> log.boots.put(boot.boot(), boot));
        return log;
    }

    public List<Boot> boots() {
        return List.copyOf(boots.values());
    }

    /** Whether it is known of this number if it came. Of others {@link #note} says that they are new, whether they are or not. */
    public boolean remembers(EventStamp stamp) {
        @Nullable Boot known = boots.get(stamp.boot());
        return known == null
                ? boots.size() < MOST_BOOTS || stamp.boot() > boots.firstKey()
                : stamp.sequence() >= known.forgottenUpTo();
    }

    /** Takes note of an event. */
    public Noted note(EventStamp stamp) {
        @Nullable Boot known = boots.get(stamp.boot());
        if (known == null) {
            return begin(stamp);
        }
        long number = stamp.sequence();
        if (number > known.highest()) {
            return extendUp(known, stamp);
        }
        if (number < known.lowest()) {
            return number < known.forgottenUpTo() ? Noted.NO_GAP : extendDown(known, stamp);
        }
        for (int i = 0; i < known.holes().size(); i++) {
            LostEvents hole = known.holes().get(i);
            if (number >= hole.first() && number <= hole.last()) {
                return fill(known, i, stamp);
            }
        }
        return number < known.forgottenUpTo() ? Noted.NO_GAP : Noted.DUPLICATE;
    }

    /** A counter that says when it began counts from 1, so what is missing at its beginning is known to be. */
    private Noted begin(EventStamp stamp) {
        if (boots.size() >= MOST_BOOTS && stamp.boot() < boots.firstKey()) {
            return Noted.NO_GAP;
        }
        List<LostEvents> holes = List.of();
        long lowest = stamp.sequence();
        if (stamp.boot() > 0 && lowest > 1) {
            holes = List.of(new LostEvents(stamp.boot(), 1, lowest - 1, stamp.at(), stamp.at()));
            lowest = 1;
        }
        boots.put(stamp.boot(), new Boot(stamp.boot(), lowest, stamp.at(), 0, stamp.sequence(), stamp.at(), holes));
        while (boots.size() > MOST_BOOTS) {
            boots.pollFirstEntry();
        }
        return new Noted(true, List.of(), holes);
    }

    private Noted extendUp(Boot known, EventStamp stamp) {
        List<LostEvents> opened =
                between(known.boot(), known.highest(), known.highestAt(), stamp.sequence(), stamp.at());
        List<LostEvents> holes = new ArrayList<>(known.holes());
        holes.addAll(opened);
        put(known, known.lowest(), known.lowestAt(), stamp.sequence(), stamp.at(), holes);
        return new Noted(true, List.of(), opened);
    }

    private Noted extendDown(Boot known, EventStamp stamp) {
        List<LostEvents> opened = between(known.boot(), stamp.sequence(), stamp.at(), known.lowest(), known.lowestAt());
        List<LostEvents> holes = new ArrayList<>(opened);
        holes.addAll(known.holes());
        put(known, stamp.sequence(), stamp.at(), known.highest(), known.highestAt(), holes);
        return new Noted(true, List.of(), opened);
    }

    private Noted fill(Boot known, int index, EventStamp stamp) {
        LostEvents hole = known.holes().get(index);
        List<LostEvents> parts = new ArrayList<>(2);
        // Nothing came before the first number, so what is missing there has only the event after it to go by.
        Instant beforeAt = hole.first() == 1 ? stamp.at() : hole.from();
        parts.addAll(between(known.boot(), hole.first() - 1, beforeAt, stamp.sequence(), stamp.at()));
        parts.addAll(between(known.boot(), stamp.sequence(), stamp.at(), hole.last() + 1, hole.until()));
        List<LostEvents> holes = new ArrayList<>(known.holes());
        holes.remove(index);
        holes.addAll(index, parts);
        put(known, known.lowest(), known.lowestAt(), known.highest(), known.highestAt(), holes);
        return new Noted(true, List.of(hole), parts);
    }

    /** What is missing between two numbers that came; clocks that were set back do not turn the interval around. */
    private static List<LostEvents> between(long boot, long before, Instant beforeAt, long after, Instant afterAt) {
        if (after - before < 2) {
            return List.of();
        }
        boolean inOrder = !afterAt.isBefore(beforeAt);
        return List.of(new LostEvents(
                boot, before + 1, after - 1, inOrder ? beforeAt : afterAt, inOrder ? afterAt : beforeAt));
    }

    private void put(
            Boot known, long lowest, Instant lowestAt, long highest, Instant highestAt, List<LostEvents> holes) {
        List<LostEvents> kept = holes;
        long forgotten = known.forgottenUpTo();
        if (kept.size() > MOST_HOLES) {
            int tooMany = kept.size() - MOST_HOLES;
            forgotten = Math.max(forgotten, kept.get(tooMany - 1).last() + 1);
            kept = kept.subList(tooMany, kept.size());
        }
        boots.put(known.boot(), new Boot(known.boot(), lowest, lowestAt, forgotten, highest, highestAt, kept));
    }
}
