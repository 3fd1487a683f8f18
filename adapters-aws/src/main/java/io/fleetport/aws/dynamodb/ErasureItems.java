package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Orders to erase as items. An order is found by its id, and by its organization in an index. Beside it lie, in partitions of
 * the service that are read as they are now, what is in force about each vehicle, and what is still to be done.
 */
final class ErasureItems {

    private static final int SHARDS = 8;

    private static final String ERASURE = "erasure";
    private static final String IN_FORCE = "erasures_in_force";
    private static final String UNFINISHED = "erasures_unfinished";

    /** The ids of a vehicle's orders, as a set. */
    static final String ORDERS = "orders";

    /** Only there when one of the orders is about the vehicle as a whole. */
    static final String WHOLE = "whole";

    private ErasureItems() {}

    static Key key(UUID id) {
        return Key.ofService(Table.TENANTS, Key.join(ERASURE, id.toString()), "order");
    }

    static String ofOrganization(OrganizationId organization) {
        return Key.join(organization.value(), "erasures");
    }

    static Key inForce(VehicleKey key) {
        return Key.ofService(
                Table.TENANTS,
                inForce(Math.floorMod(key.vehicle().hashCode(), SHARDS)),
                Key.join(key.organization().value(), key.vehicle().toString()));
    }

    private static String inForce(int shard) {
        return Key.join(IN_FORCE, Integer.toString(shard));
    }

    static List<Query> allInForce() {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> Query.in(Table.TENANTS, Key.join(Key.SERVICE, inForce(shard))))
                .toList();
    }

    static Query allUnfinished() {
        return Query.in(Table.TENANTS, Key.join(Key.SERVICE, UNFINISHED));
    }

    private static String order(Erasure erasure) {
        return Key.join(Key.time(erasure.requestedAt()), erasure.id().toString());
    }

    static Key unfinished(Erasure erasure) {
        return Key.ofService(Table.TENANTS, UNFINISHED, order(erasure));
    }

    static Item unfinishedOf(Erasure erasure) {
        return Item.at(unfinished(erasure)).uuid(ERASURE, erasure.id());
    }

    static Key pointedTo(Item unfinished) {
        return key(unfinished.uuid(ERASURE));
    }

    static AttributeValue ids(Collection<UUID> ids) {
        return AttributeValue.fromSs(ids.stream().map(UUID::toString).toList());
    }

    static List<UUID> orders(Item inForce) {
        AttributeValue ids = inForce.attributes().get(ORDERS);
        return ids == null ? List.of() : ids.ss().stream().map(UUID::fromString).toList();
    }

    /** The orders in force about a vehicle are the ones that were read. */
    static Expression still(List<UUID> orders) {
        return orders.isEmpty()
                ? Expression.of("attribute_not_exists({" + ORDERS + "})")
                : Expression.of("{" + ORDERS + "} = ?", ids(orders));
    }

    static AttributeValue counts(Map<String, Long> removed) {
        return AttributeValue.fromM(removed.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        count -> AttributeValue.fromN(count.getValue().toString()))));
    }

    static Item of(Erasure erasure) {
        return Item.at(key(erasure.id()))
                .index(Index.GSI1, ofOrganization(erasure.organization()), order(erasure))
                .uuid("id", erasure.id())
                .text("organization", erasure.organization().value())
                .uuid("vehicle", erasure.vehicle().value())
                .instant("from", erasure.from())
                .instant("until", erasure.until())
                .text("reason", TenantAttributes.storable(erasure.reason()))
                .text("requested_by", TenantAttributes.storable(erasure.requestedBy()))
                .instant("requested_at", erasure.requestedAt())
                .text("state", TenantAttributes.written(erasure.state()))
                .set("removed", counts(Map.of()));
    }

    static Erasure erasure(Item item) {
        AttributeValue removed = item.attributes().getOrDefault("removed", counts(Map.of()));
        return new Erasure(
                item.uuid("id"),
                new OrganizationId(item.text("organization")),
                new VehicleId(item.uuid("vehicle")),
                item.instantOrNull("from"),
                item.instantOrNull("until"),
                item.text("reason"),
                item.text("requested_by"),
                item.instant("requested_at"),
                TenantAttributes.read(Erasure.State.class, item.text("state")),
                removed.m().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                count -> Long.valueOf(count.getValue().n()))),
                item.instantOrNull("finished_at"),
                item.instantOrNull("readmitted_at"));
    }
}
