package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A list of entries for each organization. Everything is under one lock. */
final class InMemoryAuditLog implements AuditLog {

    private final SortedMap<OrganizationId, List<AuditEntry>> logs = new TreeMap<>();

    @Override
    public synchronized AuditEntry append(AuditEvent event) {
        AuditEntry entry = AuditEntry.after(head(event.organization()), event);
        logs.computeIfAbsent(event.organization(), first -> new ArrayList<>()).add(entry);
        return entry;
    }

    @Override
    public synchronized Page<AuditEntry> list(
            OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Paging.checked(limit, 1_000);
        long before = cursor == null ? Long.MAX_VALUE : Cursor.byNumber(cursor).number();
        List<AuditEntry> found = of(organization).reversed().stream()
                .filter(entry -> entry.number() < before && matches(entry.event(), filter))
                .limit(limit + 1L)
                .toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<AuditEntry> items = found.subList(0, limit);
        return new Page<>(items, Cursor.of(items.getLast().number()));
    }

    private static boolean matches(AuditEvent event, Filter filter) {
        return (filter.from() == null || !event.at().isBefore(filter.from()))
                && (filter.until() == null || event.at().isBefore(filter.until()))
                && (filter.subject() == null || event.subject().equals(filter.subject()))
                && (filter.action() == null || event.action().equals(filter.action()));
    }

    @Override
    public synchronized List<AuditEntry> chain(OrganizationId organization, long after, int limit) {
        Paging.checked(limit, 1_000);
        return of(organization).stream()
                .filter(entry -> entry.number() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized ChainHead head(OrganizationId organization) {
        List<AuditEntry> log = of(organization);
        return log.isEmpty() ? ChainHead.EMPTY : log.getLast().head();
    }

    @Override
    public synchronized List<OrganizationId> organizations() {
        return List.copyOf(logs.keySet());
    }

    private List<AuditEntry> of(OrganizationId organization) {
        return logs.getOrDefault(organization, List.of());
    }
}
