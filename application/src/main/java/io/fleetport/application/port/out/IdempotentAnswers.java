package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;

/**
 * Answers to requests that may be sent again, and the claims of those still underway. Safe to use from many threads and
 * many processes: of several that claim the same request at once, one gets it.
 *
 * <p>Any method may throw {@link PortUnavailable}.
 */
public interface IdempotentAnswers {

    /**
     * Which request.
     *
     * @param digest of everything that tells it from the organization's other requests; 1 to 64 bytes in hexadecimal
     */
    record Request(OrganizationId organization, String digest) {}

    /** What a claim comes to. */
    sealed interface Claim {
        /** The request is the claimant's to carry out; {@link #keep} or {@link #release} must follow. */
        record Granted() implements Claim {}

        /** Somebody has claimed it and not yet kept an answer. */
        record Underway() implements Claim {}

        /** The same name was claimed with another fingerprint, whatever became of it. */
        record Different() implements Claim {}

        /** It was carried out, with this answer. */
        record Answered(byte[] answer) implements Claim {}
    }

    /**
     * Claims a request, unless it is claimed or answered already. One whose time is over counts as never claimed, and so
     * does one without an answer that was claimed before {@code abandonedBefore}.
     *
     * @param fingerprint of the request's content, in hexadecimal
     * @param until when the claim, and the answer kept for it, ends
     */
    Claim claim(Request request, String fingerprint, Instant now, Instant abandonedBefore, Instant until);

    /** Keeps the answer to a request that was claimed. Does nothing when it is not any more. */
    void keep(Request request, String fingerprint, byte[] answer);

    /** Gives a claim back, so that the request can be claimed anew. An answer that was kept stays. */
    void release(Request request, String fingerprint);

    /**
     * Forgets what has ended, and of the rest the oldest beyond a number of them.
     *
     * @param most to keep of each organization
     * @return how many were forgotten
     */
    int forget(Instant now, int most);
}
