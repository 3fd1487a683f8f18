package io.fleetport.application.port.out;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends to where tenants say, and nowhere it must not. Safe to call from many threads. */
public interface WebhookSender {

    /** Why nothing would be sent there, for the one who wants it to read; empty when it would. Asks the name service. */
    Optional<String> objection(URI url);

    /**
     * Posts the body once and waits for the answer. Where it may go is looked at again, follows no redirect, and never
     * throws for what the other side does.
     */
    Answer send(URI url, Map<String, String> headers, byte[] body);

    /**
     * What came of it.
     *
     * @param failure null when the receiver took it
     * @param status what it answered, null when it did not
     */
    record Answer(@Nullable Failure failure, @Nullable Integer status, Duration took) {}

    /** Why it did not come through. */
    enum Failure {
        /** Its name cannot be resolved. */
        NAME_NOT_RESOLVED("the host name cannot be resolved"),
        /** It leads where nothing may be sent. */
        TARGET_REFUSED("the URL leads where nothing may be sent"),
        CONNECTION_FAILED("no connection could be made, or it broke"),
        TLS_FAILED("the receiver's certificate or protocol is not acceptable"),
        TIMED_OUT("there was no answer in time"),
        ANSWER_MALFORMED("the answer is not HTTP, or its head is too large"),
        REDIRECTED("the answer is a redirect, and none is followed"),
        STATUS("the answer's status is not of success"),
        /** Its secret cannot be opened, so nothing was sent. */
        NOT_SIGNED("the signing secret cannot be opened: rotate it");

        private final String detail;

        Failure(String detail) {
            this.detail = detail;
        }

        public String detail() {
            return detail;
        }
    }
}
