package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members by subject. */
final class PostgresMembers implements Members {

    private static final String SELECT =
            "select organization, subject, name, roles, fleets, since from member where organization = ?";

    private final Database database;
    private final Change keep;
    private final Change remove;

    PostgresMembers(Database database) {
        this.database = database;
        keep = new Change(
                database,
                "storing a member",
                "insert into member (organization, subject, name, roles, fleets, since) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (organization, subject) do update set name = excluded.name,"
                        + " roles = excluded.roles, fleets = excluded.fleets");
        remove = new Change(database, "removing a member", "delete from member where organization = ? and subject = ?");
    }

    @Override
    public void keep(Member member) {
        keep.with(
                member.organization().value(),
                member.subject(),
                member.name(),
                member.roles(),
                TenancyRows.names(member.fleets()),
                Query.floor(member.since()));
    }

    @Override
    public boolean remove(OrganizationId organization, String subject) {
        return remove.with(organization.value(), subject) == 1;
    }

    @Override
    public Optional<Member> find(OrganizationId organization, String subject) {
        return database.ask("finding a member", organization, scope -> new Query(SELECT, organization.value())
                .and("subject = ?", Columns.storable(subject)).list(scope, PostgresMembers::member).stream()
                        .findFirst());
    }

    @Override
    public Page<Member> list(OrganizationId organization, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        String after = cursor == null ? "" : Cursor.byName(cursor).name();
        return database.ask("listing members", organization, scope -> new Query(SELECT, organization.value())
                .and("subject > ?", Columns.storable(after))
                .then("order by subject")
                .page(scope, limit, PostgresMembers::member, last -> Cursor.of(last.subject())));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new OrganizationId(row.getString("organization")),
                row.getString("subject"),
                row.getString("name"),
                TenancyRows.texts(row, "roles"),
                TenancyRows.fleets(row),
                TenancyRows.time(row, "since"));
    }
}
