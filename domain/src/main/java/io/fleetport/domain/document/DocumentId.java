package io.fleetport.domain.document;

import java.util.UUID;

/** Names one document for ever. Unique across organizations. */
public record DocumentId(UUID value) {

    /** @throws IllegalArgumentException when the text is not a UUID in its canonical form */
    public static DocumentId parse(String text) {
        UUID parsed = UUID.fromString(text);
        if (!parsed.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("document id must be a UUID of 36 characters but is " + text);
        }
        return new DocumentId(parsed);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
