package io.fleetport.application.audit;

import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.audit.ChainWalk;
import io.fleetport.domain.audit.ChainWalk.Break;
import io.fleetport.domain.audit.ChainWalk.Fault;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks along whole logs as they are stored. For whoever holds the database, not for a tenant's request. */
public final class AuditVerification {

    private static final int PAGE = 1_000;

    private final AuditLog log;

    public AuditVerification(AuditLog log) {
        this.log = log;
    }

    /**
     * What a log was found to be.
     *
     * @param reached the last entry up to which it is whole
     * @param broken where it is first broken, null when it is whole
     */
    public record Finding(
            OrganizationId organization,
            ChainHead reached,
            @Nullable Break broken) {}

    /** @param anchor a head that was kept elsewhere, null when none was */
    public Finding verify(OrganizationId organization, @Nullable ChainHead anchor) {
        // The head first: entries that are added meanwhile lie behind it.
        ChainHead head = log.head(organization);
        ChainWalk walk = ChainWalk.fromTheFirst(anchor);
        Optional<Break> broken = Optional.empty();
        while (broken.isEmpty() && walk.reached().number() < head.number()) {
            List<AuditEntry> page = readable(organization, walk.reached().number(), head.number());
            if (page == null) {
                broken = Optional.of(new Break(walk.reached().number() + 1, Fault.CHANGED));
            } else if (page.isEmpty()) {
                break;
            } else {
                for (AuditEntry entry : page) {
                    broken = walk.next(entry);
                    if (broken.isPresent()) {
                        break;
                    }
                }
            }
        }
        Optional<Break> first = broken.or(() -> walk.end(head)).or(() -> beyond(organization, head));
        return new Finding(organization, walk.reached(), first.orElse(null));
    }

    /** Entries behind the head that the head does not know of. One that was added just now has moved the head as well. */
    private Optional<Break> beyond(OrganizationId organization, ChainHead head) {
        return !log.chain(organization, head.number(), 1).isEmpty()
                        && log.head(organization).number() <= head.number()
                ? Optional.of(new Break(head.number() + 1, Fault.UNLINKED))
                : Optional.empty();
    }

    /** Null when the very next entry cannot be read at all: nobody but us has written it so. */
    private @Nullable List<AuditEntry> readable(OrganizationId organization, long after, long last) {
        try {
            return log.chain(organization, after, (int) Math.min(PAGE, last - after));
        } catch (PortRefused unreadable) {
            try {
                return log.chain(organization, after, 1);
            } catch (PortRefused still) {
                return null;
            }
        }
    }
}
