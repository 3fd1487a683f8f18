package io.fleetport.aws.rds;

import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;

/** Roles by name. */
final class PostgresCustomRoles implements CustomRoles {

    private final Database database;
    private final Change keep;
    private final Change remove;

    PostgresCustomRoles(Database database) {
        this.database = database;
        keep = new Change(
                database,
                "storing a role",
                "insert into custom_role (organization, name, permissions) values (?, ?, ?)"
                        + " on conflict (organization, name) do update set permissions = excluded.permissions");
        remove = new Change(database, "removing a role", "delete from custom_role where organization = ? and name = ?");
    }

    @Override
    public void keep(CustomRole role) {
        keep.with(role.organization().value(), role.name(), TenancyRows.namesOf(role.permissions()));
    }

    @Override
    public boolean remove(OrganizationId organization, String name) {
        return remove.with(organization.value(), name) == 1;
    }

    @Override
    public List<CustomRole> list(OrganizationId organization) {
        return database.ask("listing roles", organization, scope -> new Query(
                        "select name, permissions from custom_role where organization = ?", organization.value())
                .then("order by name limit ?", MOST)
                .list(scope, row -> new CustomRole(organization, row.getString("name"), TenancyRows.permissions(row))));
    }
}
