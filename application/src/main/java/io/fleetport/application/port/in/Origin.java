package io.fleetport.application.port.in;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, for the audit log.
 *
 * @param address network address of the client, or what it says of itself where there is no network: {@code command-line}
 * @param requestId names the request in the log; no secret
 * @param impersonator the operator who acts as the caller, null when the caller acts
 */
public record Origin(
        String address,
        @Nullable String requestId,
        @Nullable String impersonator) {

    /** The service itself. */
    public static final Origin SELF = new Origin("fleetport", null, null);
}
