package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Members by subject. */
final class DynamoMembers implements Members {

    private static final String PART = "member";

    /** As a {@link Member} has it: longer ones are nobody's, and no key of DynamoDB may be empty. */
    private static final int MOST_SUBJECT = 256;

    private final Database database;

    DynamoMembers(Database database) {
        this.database = database;
    }

    private static Key key(OrganizationId organization, String subject) {
        return Key.of(Table.TENANTS, organization, PART, TenantAttributes.storable(subject));
    }

    @Override
    public void keep(Member member) {
        String change = "set {organization} = ?, {subject} = ?, {name} = ?, {roles} = ?,"
                + " {since} = if_not_exists({since}, ?)";
        List<Object> values = new ArrayList<>(List.of(
                member.organization().value(),
                TenantAttributes.storable(member.subject()),
                TenantAttributes.storable(member.name()),
                TenantAttributes.list(member.roles()),
                member.since()));
        @Nullable AttributeValue fleets = TenantAttributes.fleets(member.fleets());
        if (fleets == null) {
            change += " remove {fleets}";
        } else {
            change += ", {fleets} = ?";
            values.add(fleets);
        }
        database.write(
                Write.update(key(member.organization(), member.subject()), Expression.of(change, values.toArray())));
    }

    @Override
    public boolean remove(OrganizationId organization, String subject) {
        return isSubject(subject)
                && database.writeOnce(Write.delete(key(organization, subject)).when(Expression.PRESENT));
    }

    @Override
    public Optional<Member> find(OrganizationId organization, String subject) {
        return isSubject(subject)
                ? database.get(key(organization, subject)).map(DynamoMembers::member)
                : Optional.empty();
    }

    private static boolean isSubject(String subject) {
        return !subject.isEmpty() && subject.length() <= MOST_SUBJECT;
    }

    @Override
    public Page<Member> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query query = Query.of(Table.TENANTS, organization, PART).pages(Listing.pageSize(limit));
        if (cursor != null) {
            query = query.from(Key.after(Cursor.byName(cursor).name()));
        }
        return Listing.page(
                database.stream(query).map(DynamoMembers::member),
                each -> true,
                limit,
                last -> Cursor.of(last.subject()));
    }

    private static Member member(Item item) {
        return new Member(
                new OrganizationId(item.text("organization")),
                item.text("subject"),
                item.text("name"),
                TenantAttributes.texts(item, "roles"),
                TenantAttributes.fleets(item),
                item.instant("since"));
    }
}
