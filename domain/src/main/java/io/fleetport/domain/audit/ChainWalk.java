package io.fleetport.domain.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks along a log, entry by entry, and says where it is first broken. A log that was written anew from some entry to its end
 * is whole in itself: only an anchor, a head that was kept elsewhere, tells. For one use by one thread.
 */
public final class ChainWalk {

    /** What is wrong with a log. */
    public enum Fault {
        /** An entry is not what it was when its hash was made. */
        CHANGED,
        /** One or more entries before this one are not there. */
        MISSING,
        /** It does not follow on the entry before: that one, or this one, is not the one that stood there. */
        UNLINKED,
        /** The log goes through another entry than the anchor. */
        REWRITTEN,
        /** The log ends before what it, or the anchor, says is its end. */
        TRUNCATED
    }

    /** Where a log is broken. */
    public record Break(long number, Fault fault) {}

    private final @Nullable ChainHead anchor;
    private ChainHead reached;

    private ChainWalk(ChainHead from, @Nullable ChainHead anchor) {
        this.reached = from;
        this.anchor = anchor;
    }

    /** @param anchor a head of this log from earlier, null when none was kept */
    public static ChainWalk fromTheFirst(@Nullable ChainHead anchor) {
        return new ChainWalk(ChainHead.EMPTY, anchor);
    }

    /** Of a part of a log. What is before it is not looked at; the part vouches for itself only. */
    public static ChainWalk from(AuditEntry first, @Nullable ChainHead anchor) {
        return new ChainWalk(
                first.number() == 1 ? ChainHead.EMPTY : new ChainHead(first.number() - 1, first.previousHash()),
                anchor);
    }

    /** Takes the next entry. After a break the walk is over. */
    public Optional<Break> next(AuditEntry entry) {
        long expected = reached.number() + 1;
        if (entry.number() != expected) {
            return entry.number() > expected ? broken(expected, Fault.MISSING) : broken(entry.number(), Fault.UNLINKED);
        }
        if (!entry.isIntact()) {
            return broken(expected, Fault.CHANGED);
        }
        if (!entry.previousHash().equals(reached.hash())) {
            return broken(expected, Fault.UNLINKED);
        }
        if (anchor != null && anchor.number() == expected && !anchor.hash().equals(entry.hash())) {
            return broken(expected, Fault.REWRITTEN);
        }
        reached = entry.head();
        return Optional.empty();
    }

    /**
     * Says that there are no more entries.
     *
     * @param head what the log itself says is its end
     */
    public Optional<Break> end(ChainHead head) {
        if (anchor != null && anchor.number() > reached.number() || head.number() > reached.number()) {
            return broken(reached.number() + 1, Fault.TRUNCATED);
        }
        return head.equals(reached) ? Optional.empty() : broken(reached.number(), Fault.UNLINKED);
    }

    /** The last entry that everything up to was found whole. */
    public ChainHead reached() {
        return reached;
    }

    private static Optional<Break> broken(long number, Fault fault) {
        return Optional.of(new Break(number, fault));
    }
}
