package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Wrapped keys by organization and purpose; an index has them by the key they are wrapped under. */
final class DynamoDataKeys implements DataKeys {

    private static final String PART = "data_key";
    private static final String ALL = Key.join(Key.SERVICE, "data_keys");

    private final Database database;

    DynamoDataKeys(Database database) {
        this.database = database;
    }

    private static Key key(OrganizationId organization, String purpose) {
        return Key.of(Table.TENANTS, organization, PART, purpose);
    }

    static Query ofOrganization(OrganizationId organization) {
        return Query.of(Table.TENANTS, organization, PART);
    }

    private static String order(OrganizationId organization, String purpose, Keys.Wrapped wrapped) {
        return Key.join(wrapped.keyId(), organization.value(), purpose);
    }

    @Override
    public Optional<Keys.Wrapped> find(OrganizationId organization, String purpose) {
        return database.get(key(organization, purpose)).map(DynamoDataKeys::wrapped);
    }

    @Override
    public Keys.Wrapped keep(OrganizationId organization, String purpose, Keys.Wrapped wrapped) {
        Item item = Item.at(key(organization, purpose))
                .index(Index.GSI1, ALL, order(organization, purpose, wrapped))
                .text("organization", organization.value())
                .text("purpose", purpose)
                .text("key_id", wrapped.keyId())
                .bytes("wrapped", wrapped.bytes());
        return database.write(Write.put(item).when(Expression.ABSENT))
                ? wrapped
                : find(organization, purpose).orElseThrow(); // nothing takes a key away
    }

    @Override
    public boolean replace(OrganizationId organization, String purpose, Keys.Wrapped known, Keys.Wrapped next) {
        return database.writeOnce(Write.update(
                        key(organization, purpose),
                        Expression.of(
                                "set {key_id} = ?, {wrapped} = ?, {gsi1sk} = ?",
                                next.keyId(),
                                next.bytes(),
                                order(organization, purpose, next)))
                .when(Expression.of("{wrapped} = ?", (Object) known.bytes())));
    }

    @Override
    public List<Held> wrappedOtherwise(String keyId, int limit) {
        Listing.checked(limit, 1_000);
        Query all = Query.in(Table.TENANTS, Index.GSI1, ALL);
        String these = Key.prefix(keyId);
        return Stream.of(all.until(these), all.from(Key.behind(these)))
                .flatMap(database::stream)
                .map(DynamoDataKeys::held)
                .limit(limit)
                .toList();
    }

    static Held held(Item item) {
        return new Held(new OrganizationId(item.text("organization")), item.text("purpose"), wrapped(item));
    }

    private static Keys.Wrapped wrapped(Item item) {
        return new Keys.Wrapped(item.text("key_id"), item.bytes("wrapped"));
    }
}
