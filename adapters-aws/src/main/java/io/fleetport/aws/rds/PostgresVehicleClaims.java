package io.fleetport.aws.rds;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims; that a vehicle has one holder is what two unique indexes see to. */
final class PostgresVehicleClaims implements VehicleClaims {

    private static final int MOST_LIVE = 1_000;

    /** All but the code of the VIN. */
    static final String COLUMNS =
            "claim_id, organization, vehicle_id, state, claimed_at, claimed_by, proof, decided_at," + " decided_by";

    private static final String SELECT = "select " + COLUMNS + " from vehicle_claim where true";

    private final Database database;
    private final Change add;
    private final Change move;

    PostgresVehicleClaims(Database database) {
        this.database = database;
        add = new Change(
                database,
                "storing a claim",
                "insert into vehicle_claim (claim_id, organization, vehicle_id, vin_code, state, claimed_at, claimed_by,"
                        + " proof, decided_at, decided_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing");
        move = new Change(
                database,
                "moving a claim on",
                "update vehicle_claim set state = ?, decided_at = ?, decided_by = ? where claim_id = ? and state = ?");
    }

    @Override
    public boolean add(VehicleClaim claim, VinIndex.Code vin) {
        return add.with(
                        claim.id(),
                        claim.organization().value(),
                        claim.vehicle().value(),
                        vin.bytes(),
                        nameOf(claim.state()),
                        Query.floor(claim.claimedAt()),
                        claim.claimedBy(),
                        claim.proof(),
                        TenancyRows.floorOrNull(claim.decidedAt()),
                        claim.decidedBy())
                == 1;
    }

    @Override
    public Optional<VehicleClaim> find(@Nullable OrganizationId organization, UUID id) {
        Query query = scoped(organization).and("claim_id = ?", id);
        String doing = "finding a claim";
        List<VehicleClaim> found = organization == null
                ? database.askAcross(doing, connection -> query.list(connection, PostgresVehicleClaims::claim))
                : database.ask(doing, organization, scope -> query.list(scope, PostgresVehicleClaims::claim));
        return found.stream().findFirst();
    }

    @Override
    public Page<VehicleClaim> list(
            @Nullable OrganizationId organization, @Nullable State state, @Nullable String cursor, int limit) {
        Query.checked(limit, 1_000);
        Query query = scoped(organization).andIfPresent("state = ?", state == null ? null : nameOf(state));
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query.and("(claimed_at, claim_id) < (?, ?)", Query.bound(after.time()), after.id());
        }
        query.then("order by claimed_at desc, claim_id desc");
        String doing = "listing claims";
        return organization == null
                ? database.askAcross(
                        doing,
                        connection -> query.page(
                                connection, limit, PostgresVehicleClaims::claim, PostgresVehicleClaims::cursorAt))
                : database.ask(
                        doing,
                        organization,
                        scope -> query.page(
                                scope, limit, PostgresVehicleClaims::claim, PostgresVehicleClaims::cursorAt));
    }

    private static String cursorAt(VehicleClaim last) {
        return Cursor.of(last.claimedAt(), last.id(), last.id());
    }

    @Override
    public List<VehicleClaim> live(VinIndex.Code vin) {
        return database.askAcross("finding whose a vehicle is", connection -> new Query(SELECT)
                .and("vin_code = ?", (Object) vin.bytes())
                .and("state in ('pending', 'proven', 'approved')")
                .then("order by claimed_at, claim_id limit ?", MOST_LIVE)
                .list(connection, PostgresVehicleClaims::claim));
    }

    @Override
    public Moved move(UUID id, State from, State to, Instant at, String by) {
        try {
            return move.orThrow(nameOf(to), Query.floor(at), by, id, nameOf(from)) == 1 ? Moved.DONE : Moved.NOT_THERE;
        } catch (SQLException e) {
            if (Failures.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return Moved.TAKEN;
            }
            throw Failures.translated("moving a claim on", e);
        }
    }

    private static Query scoped(@Nullable OrganizationId organization) {
        return new Query(SELECT).andIfPresent("organization = ?", organization == null ? null : organization.value());
    }

    static VehicleClaim claim(ResultSet row) throws SQLException {
        return new VehicleClaim(
                row.getObject("claim_id", UUID.class),
                new OrganizationId(row.getString("organization")),
                new VehicleId(row.getObject("vehicle_id", UUID.class)),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                TenancyRows.time(row, "claimed_at"),
                row.getString("claimed_by"),
                row.getString("proof"),
                TenancyRows.timeOrNull(row, "decided_at"),
                row.getString("decided_by"));
    }

    private static String nameOf(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
