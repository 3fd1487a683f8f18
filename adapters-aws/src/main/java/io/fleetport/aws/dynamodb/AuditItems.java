package io.fleetport.aws.dynamodb;

import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.audit.EntryHash;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Entries of audit logs as items and back. */
final class AuditItems {

    static final String HEAD = "head";

    private static final String PART = "audit";
    private static final String ENTRY = "entry";

    private AuditItems() {}

    static Key key(OrganizationId organization, String sk) {
        return Key.of(Table.TENANTS, organization, PART, sk);
    }

    static Query entries(OrganizationId organization) {
        return Query.of(Table.TENANTS, organization, PART).within(Key.prefix(ENTRY));
    }

    static String order(long number) {
        return Key.join(ENTRY, Key.digits(number));
    }

    static Item head(OrganizationId organization, ChainHead head) {
        return Item.at(key(organization, HEAD))
                .number("number", head.number())
                .bytes("hash", head.hash().bytes());
    }

    static Item of(AuditEntry entry) {
        AuditEvent event = entry.event();
        return Item.at(key(event.organization(), order(entry.number())))
                .number("number", entry.number())
                .instant("at", event.at())
                .text("subject", event.subject())
                .text("impersonator", event.impersonator())
                .text("address", event.address())
                .text("request_id", event.requestId())
                .text("action", event.action())
                .text("kind", event.kind())
                .text("object_id", event.id())
                .text("reason", event.reason())
                .texts("detail_names", List.copyOf(event.details().keySet()))
                .texts("detail_values", List.copyOf(event.details().values()))
                .bytes("previous_hash", entry.previousHash().bytes())
                .bytes("hash", entry.hash().bytes());
    }

    static AuditEntry entry(OrganizationId organization, Item item) {
        AuditEvent event = new AuditEvent(
                organization,
                item.instant("at"),
                item.text("subject"),
                item.textOrNull("impersonator"),
                item.text("address"),
                item.textOrNull("request_id"),
                item.text("action"),
                item.text("kind"),
                item.text("object_id"),
                item.textOrNull("reason"),
                details(item));
        return new AuditEntry(
                item.number("number"),
                event,
                EntryHash.of(item.bytes("previous_hash")),
                EntryHash.of(item.bytes("hash")));
    }

    private static SortedMap<String, String> details(Item item) {
        List<String> names = item.texts("detail_names");
        List<String> values = item.texts("detail_values");
        if (names.size() != values.size()) {
            throw new IllegalArgumentException("details must be as many names as values");
        }
        SortedMap<String, String> details = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (details.put(names.get(i), values.get(i)) != null) {
                throw new IllegalArgumentException("details must have each name once");
            }
        }
        return details;
    }
}
