package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Claims as items. A claim lies with its organization under the vehicle's pseudonym, and an item of the service's says where,
 * by the claim's id. Under the code of the VIN lies an item for each organization with a live claim, and one for the holder,
 * of which there can be only one: every change of a claim is a transaction with these.
 */
final class ClaimItems {

    /** What the operator lists is written to as many partitions of an index for each state. */
    private static final int SHARDS = 4;

    private static final String CLAIM = "claim";
    private static final String LIVE = "live";
    private static final String STATE = "state";
    private static final String VIN = "vin_code";
    private static final String VEHICLE = "vehicle";
    private static final String ORGANIZATION = "organization";

    private ClaimItems() {}

    private static Key key(OrganizationId organization, VehicleId vehicle, UUID id) {
        return Key.of(Table.TENANTS, organization, CLAIM, Key.join(vehicle.toString(), id.toString()));
    }

    static Key pointer(UUID id) {
        return Key.ofService(Table.TENANTS, Key.join(CLAIM, id.toString()), "where");
    }

    /** The claim that a pointer, or an item under a VIN's code, names. */
    static Key pointedTo(Item item, UUID id) {
        return key(new OrganizationId(item.text(ORGANIZATION)), new VehicleId(item.uuid(VEHICLE)), id);
    }

    static Key liveClaim(Item live) {
        return pointedTo(live, live.uuid(CLAIM));
    }

    private static String ofVin(String code) {
        return Key.join("vin", code);
    }

    private static Key liveKey(String code, OrganizationId organization) {
        return Key.ofService(Table.TENANTS, ofVin(code), Key.join(LIVE, organization.value()));
    }

    private static Key holder(String code) {
        return Key.ofService(Table.TENANTS, ofVin(code), "holder");
    }

    static Query live(String code) {
        return Query.in(Table.TENANTS, Key.join(Key.SERVICE, ofVin(code))).within(Key.prefix(LIVE));
    }

    static Query ofVehicle(VehicleKey key) {
        return Query.of(Table.TENANTS, key.organization(), CLAIM)
                .within(Key.prefix(key.vehicle().toString()));
    }

    /** By vehicle and id. */
    static Query all(OrganizationId organization) {
        return Query.of(Table.TENANTS, organization, CLAIM);
    }

    static String place(VehicleClaim claim) {
        return Key.join(claim.vehicle().toString(), claim.id().toString());
    }

    static VinIndex.Code code(Item claim) {
        return new VinIndex.Code(claim.text(VIN));
    }

    static String ofOrganization(OrganizationId organization) {
        return Key.join(organization.value(), "claims");
    }

    /** The partitions of {@link Index#GSI2} with all claims in a state. */
    static List<String> inState(State state) {
        return IntStream.range(0, SHARDS).mapToObj(i -> inState(state, i)).toList();
    }

    private static String inState(State state, int shard) {
        return Key.join(Key.SERVICE, "claims", TenantAttributes.written(state), Integer.toString(shard));
    }

    private static String inState(State state, UUID id) {
        return inState(state, Math.floorMod(id.hashCode(), SHARDS));
    }

    static List<Write> add(VehicleClaim claim, String code) {
        String order = Key.join(Key.time(claim.claimedAt()), claim.id().toString());
        Item item = Item.at(key(claim.organization(), claim.vehicle(), claim.id()))
                .index(Index.GSI1, ofOrganization(claim.organization()), order)
                .index(Index.GSI2, inState(claim.state(), claim.id()), order)
                .uuid("id", claim.id())
                .text(ORGANIZATION, claim.organization().value())
                .uuid(VEHICLE, claim.vehicle().value())
                .text(VIN, code)
                .text(STATE, TenantAttributes.written(claim.state()))
                .instant("claimed_at", claim.claimedAt())
                .text("claimed_by", TenantAttributes.storable(claim.claimedBy()))
                .text("proof", TenantAttributes.storableOrNull(claim.proof()))
                .instant("decided_at", claim.decidedAt())
                .text("decided_by", TenantAttributes.storableOrNull(claim.decidedBy()));
        List<Write> writes = new ArrayList<>();
        writes.add(Write.put(item).when(Expression.ABSENT));
        writes.add(Write.put(naming(pointer(claim.id()), claim)).when(Expression.ABSENT));
        if (claim.state().isLive()) {
            writes.add(Write.put(naming(liveKey(code, claim.organization()), claim))
                    .when(Expression.ABSENT));
        }
        if (claim.state().holds()) {
            writes.add(Write.put(naming(holder(code), claim)).when(Expression.ABSENT));
        }
        return writes;
    }

    private static Item naming(Key key, VehicleClaim claim) {
        return Item.at(key)
                .text(ORGANIZATION, claim.organization().value())
                .uuid(VEHICLE, claim.vehicle().value())
                .uuid(CLAIM, claim.id());
    }

    /** Nothing of it is done unless the claim is still in the state it was read in. */
    static List<Write> move(Item item, State to, Instant at, String by) {
        VehicleClaim claim = claim(item);
        String code = item.text(VIN);
        List<Write> writes = new ArrayList<>();
        writes.add(Write.update(
                        item.key(),
                        Expression.of(
                                "set {state} = ?, {decided_at} = ?, {decided_by} = ?, {gsi2pk} = ?",
                                TenantAttributes.written(to),
                                at,
                                TenantAttributes.storable(by),
                                inState(to, claim.id())))
                .when(inState(claim)));
        if (to.holds() && !claim.state().holds()) {
            writes.add(Write.put(naming(holder(code), claim)).when(Expression.ABSENT));
        } else if (!to.holds() && claim.state().holds()) {
            writes.add(Write.delete(holder(code)).when(isOf(claim)));
        }
        if (to.isLive() && !claim.state().isLive()) {
            writes.add(Write.put(naming(liveKey(code, claim.organization()), claim))
                    .when(Expression.ABSENT));
        } else if (!to.isLive() && claim.state().isLive()) {
            writes.add(Write.delete(liveKey(code, claim.organization())).when(isOf(claim)));
        }
        return writes;
    }

    static List<Write> remove(Item item) {
        VehicleClaim claim = claim(item);
        String code = item.text(VIN);
        List<Write> writes = new ArrayList<>();
        writes.add(Write.delete(item.key()).when(inState(claim)));
        writes.add(Write.delete(pointer(claim.id())));
        if (claim.state().isLive()) {
            writes.add(Write.delete(liveKey(code, claim.organization())).when(isOf(claim)));
        }
        if (claim.state().holds()) {
            writes.add(Write.delete(holder(code)).when(isOf(claim)));
        }
        return writes;
    }

    private static Expression inState(VehicleClaim claim) {
        return Expression.of("{state} = ?", TenantAttributes.written(claim.state()));
    }

    private static Expression isOf(VehicleClaim claim) {
        return Expression.of("{claim} = ?", claim.id());
    }

    static VehicleClaim claim(Item item) {
        return new VehicleClaim(
                item.uuid("id"),
                new OrganizationId(item.text(ORGANIZATION)),
                new VehicleId(item.uuid(VEHICLE)),
                TenantAttributes.read(State.class, item.text(STATE)),
                item.instant("claimed_at"),
                item.text("claimed_by"),
                item.textOrNull("proof"),
                item.instantOrNull("decided_at"),
                item.textOrNull("decided_by"));
    }
}
