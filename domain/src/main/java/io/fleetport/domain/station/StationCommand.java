package io.fleetport.domain.station;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a station was asked to do, and what is known to have become of it.
 *
 * @param id carried by the message, so that the station does it once
 * @param issuedBy who asked, as the credential names them
 * @param expiresAt the station must not carry it out after this
 * @param settledAt when the outcome became known; null while it is open
 * @param detail for people to read
 */
public record StationCommand(
        UUID id,
        StationId station,
        Instruction instruction,
        String issuedBy,
        Instant issuedAt,
        Instant expiresAt,
        Outcome outcome,
        @Nullable Instant settledAt,
        @Nullable String detail) {

    /** What is known to have become of it. */
    public enum Outcome {
        /** On its way to the station. */
        PENDING(false),
        /** The broker has it. */
        SENT(false),
        /** The station will do it. */
        ACCEPTED(false),
        COMPLETED(true),
        REJECTED(true),
        FAILED(true),
        /** The station got it too late. */
        EXPIRED(true),
        /** It never left: the broker could not be reached in time. */
        NOT_SENT(true),
        /** It left, and nothing was heard: it may or may not have been done. A later answer still counts. */
        UNKNOWN(true);

        private final boolean settled;

        Outcome(boolean settled) {
            this.settled = settled;
        }

        /** Whether nothing more is expected. */
        public boolean settled() {
            return settled;
        }
    }

    public StationCommand {
        if (!expiresAt.isAfter(issuedAt)) {
            throw new IllegalArgumentException("expiresAt " + expiresAt + " must be after issuedAt " + issuedAt);
        }
    }
}
