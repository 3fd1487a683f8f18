package io.fleetport.domain.audit;

/**
 * An event at its place in the log of its organization. Each entry carries the hash of the one before, so that none can be
 * changed, taken out or put elsewhere without all later hashes having to change.
 *
 * @param number 1 for the first entry of an organization, then one more each
 * @param previousHash of the entry before, {@link EntryHash#NONE} for the first
 * @param hash over all of this but itself, as stored; {@link #isIntact} says whether it fits
 */
public record AuditEntry(long number, AuditEvent event, EntryHash previousHash, EntryHash hash) {

    public AuditEntry {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1 but is " + number);
        }
    }

    /** The entry that follows on a head. */
    public static AuditEntry after(ChainHead head, AuditEvent event) {
        long number = head.number() + 1;
        return new AuditEntry(number, event, head.hash(), EntryHash.of(number, event, head.hash()));
    }

    /** Whether nothing in it was changed since its hash was made. */
    public boolean isIntact() {
        return hash.equals(EntryHash.of(number, event, previousHash));
    }

    /** The head of a log that ends with this entry. */
    public ChainHead head() {
        return new ChainHead(number, hash);
    }
}
