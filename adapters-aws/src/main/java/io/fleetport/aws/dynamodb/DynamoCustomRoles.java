package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;

/** Roles by name. */
final class DynamoCustomRoles implements CustomRoles {

    private static final String PART = "role";

    private final Database database;

    DynamoCustomRoles(Database database) {
        this.database = database;
    }

    @Override
    public void keep(CustomRole role) {
        database.write(Write.put(Item.at(Key.of(Table.TENANTS, role.organization(), PART, role.name()))
                .text("name", role.name())
                .texts(
                        "permissions",
                        TenantAttributes.namesOf(role.permissions()).sorted().toList())));
    }

    @Override
    public boolean remove(OrganizationId organization, String name) {
        return !name.isEmpty()
                && database.writeOnce(Write.delete(Key.of(Table.TENANTS, organization, PART, name))
                        .when(Expression.PRESENT));
    }

    @Override
    public List<CustomRole> list(OrganizationId organization) {
        return database.list(Query.of(Table.TENANTS, organization, PART), MOST).stream()
                .map(item -> new CustomRole(organization, item.text("name"), TenantAttributes.permissions(item)))
                .toList();
    }
}
