package io.fleetport.bootstrap.http;

import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the audit log, whole: whoever has all of them can verify them. */
@Serdeable(naming = SnakeCaseStrategy.class)
@Schema(name = "AuditEntry")
record AuditEntryShape(
        @Schema(description = "1 for the first entry of the organization, then one more each")
        long number,

        String organization,
        Instant at,
        @Schema(description = "the credential that acted") String subject,

        @Schema(description = "the operator who acted as the subject, null when the subject acted") @Nullable
        String impersonator,

        @Schema(description = "where the request came from") String address,
        @Nullable String requestId,
        @Schema(example = "station.register") String action,

        @Schema(description = "of what it was done to", example = "station")
        String kind,

        @Schema(description = "which one") String id,
        @Nullable String reason,
        Map<String, String> details,
        @Schema(description = "of the entry before") String previousHash,

        @Schema(description = "SHA-256 over all of the above, as docs/audit.md says")
        String hash) {

    static AuditEntryShape of(AuditEntry entry) {
        AuditEvent event = entry.event();
        return new AuditEntryShape(
                entry.number(),
                event.organization().value(),
                event.at(),
                event.subject(),
                event.impersonator(),
                event.address(),
                event.requestId(),
                event.action(),
                event.kind(),
                event.id(),
                event.reason(),
                event.details(),
                entry.previousHash().hex(),
                entry.hash().hex());
    }
}
