package io.fleetport.application.audit;

import io.fleetport.application.port.out.AuditLog;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads a chain page by page, so that a log of any length takes the memory of one page. For one use by one thread. */
final class ChainReader implements Iterator<AuditEntry> {

    private static final int PAGE = 500;

    private final AuditLog log;
    private final OrganizationId organization;
    private final long last;
    private long after;
    private Iterator<AuditEntry> page = Collections.emptyIterator();

    /** @param last number of the last entry wanted */
    ChainReader(AuditLog log, OrganizationId organization, long after, long last) {
        this.log = log;
        this.organization = organization;
        this.after = after;
        this.last = last;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && after < last) {
            page = log.chain(organization, after, (int) Math.min(PAGE, last - after))
                    .iterator();
            if (!page.hasNext()) {
                after = last; // what should be there is not: who verifies will see
            }
        }
        return page.hasNext();
    }

    @Override
    public AuditEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the chain ends here");
        }
        AuditEntry entry = page.next();
        after = entry.number();
        return entry;
    }
}
