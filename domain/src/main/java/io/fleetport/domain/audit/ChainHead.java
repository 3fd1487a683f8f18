package io.fleetport.domain.audit;

/**
 * The end of a log: whoever keeps it elsewhere can tell later whether the log still goes through it. Written
 * {@code 17:0123…}, number and hash.
 *
 * @param number of the last entry, 0 when there is none
 */
public record ChainHead(long number, EntryHash hash) {

    /** Of a log without entries. */
    public static final ChainHead EMPTY = new ChainHead(0, EntryHash.NONE);

    public ChainHead {
        if (number < 0) {
            throw new IllegalArgumentException("number must be 0 or greater but is " + number);
        }
    }

    /** @throws IllegalArgumentException when the text is no number, a colon and a hash */
    public static ChainHead parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a head must be written NUMBER:HASH but is \"" + text + "\"");
        }
        return new ChainHead(Long.parseLong(text.substring(0, colon)), new EntryHash(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
