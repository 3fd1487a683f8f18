package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.audit.EntryHash;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Chains by number. An entry is written in one transaction with the head that it moves, which must still be the one it follows
 * on. Those of one process who add to the same chain wait for each other, so that only other processes are met.
 */
final class DynamoAuditLog implements AuditLog {

    private static final int MOST_ORGANIZATIONS = 100_000;

    /** Of an entry that others are faster than each time. */
    private static final int ATTEMPTS = 20;

    private static final int LOCKS = 64;

    private static final String ALL = Key.join(Key.SERVICE, "audit_logs");

    private final Database database;
    private final List<Object> locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toList();

    DynamoAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public AuditEntry append(AuditEvent event) {
        OrganizationId organization = event.organization();
        synchronized (locks.get(Math.floorMod(organization.hashCode(), LOCKS))) {
            for (int i = 0; i < ATTEMPTS; i++) {
                ChainHead head = head(organization);
                AuditEntry entry = AuditEntry.after(head, event);
                if (isAppended(head, entry)) {
                    return entry;
                }
            }
        }
        throw new PortUnavailable(
                "adding to the audit log met others too often", new IllegalStateException("head moved each time"));
    }

    private boolean isAppended(ChainHead head, AuditEntry entry) {
        OrganizationId organization = entry.event().organization();
        List<Write> writes = new ArrayList<>();
        writes.add(Write.put(AuditItems.of(entry)).when(Expression.ABSENT));
        writes.add(Write.put(AuditItems.head(organization, entry.head()))
                .when(
                        head.number() == 0
                                ? Expression.ABSENT
                                : Expression.of(
                                        "{hash} = ?", (Object) head.hash().bytes())));
        if (head.number() == 0) {
            // Apart from the head, which moves all the time, so that the index of all logs does not.
            writes.add(Write.put(Item.at(AuditItems.key(organization, "log"))
                    .index(Index.GSI1, ALL, organization.value())
                    .text("organization", organization.value())));
        }
        try {
            return database.transact(writes).isEmpty();
        } catch (PortUnavailable away) {
            if (away.getCause() instanceof TransactionCanceledException) {
                return false; // nothing was done: another process is just moving this head
            }
            throw away;
        }
    }

    @Override
    public Page<AuditEntry> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        Query query = AuditItems.entries(organization).backward();
        if (cursor != null) {
            query = query.until(AuditItems.order(Cursor.byNumber(cursor).number()));
        }
        return Listing.page(
                database.stream(query).map(item -> AuditItems.entry(organization, item)),
                entry -> fits(entry.event(), filter),
                limit,
                last -> Cursor.of(last.number()));
    }

    private static boolean fits(AuditEvent event, Filter filter) {
        return (filter.from() == null || !event.at().isBefore(filter.from()))
                && (filter.until() == null || event.at().isBefore(filter.until()))
                && (filter.subject() == null || filter.subject().equals(event.subject()))
                && (filter.action() == null || filter.action().equals(event.action()));
    }

    @Override
    public List<AuditEntry> chain(OrganizationId organization, long after, int limit) {
        Listing.checked(limit, 1_000);
        Query query = AuditItems.entries(organization).from(Key.after(AuditItems.order(after)));
        return database.list(query, limit).stream()
                .map(item -> AuditItems.entry(organization, item))
                .toList();
    }

    @Override
    public ChainHead head(OrganizationId organization) {
        Optional<Item> head = database.get(AuditItems.key(organization, AuditItems.HEAD));
        return head.map(item -> new ChainHead(item.number("number"), EntryHash.of(item.bytes("hash"))))
                .orElse(ChainHead.EMPTY);
    }

    @Override
    public List<OrganizationId> organizations() {
        return database.list(Query.in(Table.TENANTS, Index.GSI1, ALL).pages(1_000), MOST_ORGANIZATIONS).stream()
                .map(item -> new OrganizationId(item.text("organization")))
                .toList();
    }
}
