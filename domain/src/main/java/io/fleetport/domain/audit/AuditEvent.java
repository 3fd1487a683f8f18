package io.fleetport.domain.audit;

import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something, or was refused. Holds nothing that any storage would change: times are cut to microseconds, and
 * what text cannot hold everywhere (the character NUL, halves of surrogate pairs) is replaced.
 *
 * @param organization whose log it is in
 * @param subject the credential that acted; at most 256 characters, what is longer is cut
 * @param impersonator the operator who acted as the subject, null when the subject acted
 * @param address where the request came from; cut as the subject
 * @param requestId names the request in the service's log; null where there was none
 * @param action lower case letters, digits, underscores and dots, at most 64: {@code station.register}
 * @param kind of what it was done to, written as actions are
 * @param id which one; cut as the subject
 * @param reason what the subject gave as reason, at most 1,000 characters
 * @param details further facts by name, names written as actions are; at most 8 KiB in all, sorted by name
 */
public record AuditEvent(
        OrganizationId organization,
        Instant at,
        String subject,
        @Nullable String impersonator,
        String address,
        @Nullable String requestId,
        String action,
        String kind,
        String id,
        @Nullable String reason,
        SortedMap<String, String> details) {

    public static final int LONGEST_REASON = 1_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.]{1,64}");
    private static final int LONGEST_TEXT = 256;
    private static final int MOST_DETAILS = 8 << 10;

    /** Takes what is stored as it is: a log that was tampered with must still be readable. */
    public AuditEvent {
        at = at.truncatedTo(ChronoUnit.MICROS);
        subject = cut(subject);
        impersonator = impersonator == null ? null : cut(impersonator);
        address = cut(address);
        requestId = requestId == null ? null : cut(requestId);
        id = cut(id);
        reason = reason == null ? null : storable(reason);
        SortedMap<String, String> copy = new TreeMap<>();
        details.forEach((name, value) -> copy.put(name, storable(value)));
        details = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * The same, when it is about to be recorded.
     *
     * @throws IllegalArgumentException when the action, the kind, the reason or the details are not as described above
     */
    public AuditEvent checked() {
        checkName("action", action);
        checkName("kind", kind);
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "reason must be at most " + LONGEST_REASON + " characters but has " + reason.length());
        }
        int size = 0;
        for (Map.Entry<String, String> detail : details.entrySet()) {
            checkName("name of a detail", detail.getKey());
            size += detail.getKey().length() + detail.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MOST_DETAILS) {
            throw new IllegalArgumentException("details must be at most " + MOST_DETAILS + " bytes but are " + size);
        }
        return this;
    }

    private static void checkName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 64 lower case letters, digits, _ and . but is \"" + storable(name) + "\"");
        }
    }

    private static String cut(String text) {
        return storable(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }

    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\ufffd');
    }
}
