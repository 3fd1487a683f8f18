package io.fleetport.application.port.out;

import io.fleetport.application.port.in.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where use cases say what somebody is about to do. Safe to call from many threads.
 *
 * <p>Called when everything has been checked and right before it is done or shown: what cannot be recorded is not done. An
 * entry therefore says that somebody was allowed to and set about it; should the storage fail right after, that is all it
 * says.
 */
@FunctionalInterface
public interface AuditTrail {

    /**
     * Keeps it for ever, under the caller's organization, with where the caller's request came from.
     *
     * @param action what is done, in small letters: {@code station.register}; at most 64 characters
     * @param kind what it is done to: {@code station}; at most 64 characters
     * @param id which one, as the API names it, empty when it has no name; never a VIN
     * @param reason what the caller gave as reason, null when none is asked for; at most 1,000 characters
     * @param details what else must be known later, by name: no secrets, no VINs; at most 8 KiB in all
     * @throws PortUnavailable when it may not have been recorded: then it must not be done
     */
    void record(
            Caller caller, String action, String kind, String id, @Nullable String reason, Map<String, String> details);
}
