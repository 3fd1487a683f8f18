package io.fleetport.aws.rds;

import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.StationChanges.Moved;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.TenantRecords;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.vehicle.VehicleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages by key, each asked in the scope of its organization. */
final class PostgresTenantRecords implements TenantRecords {

    private static final int MOST = 10_000;

    private final Database database;

    PostgresTenantRecords(Database database) {
        this.database = database;
    }

    @Override
    public List<DataKeys.Held> dataKeys(OrganizationId organization) {
        return database.ask("listing keys of data", organization, scope -> new Query(
                        "select purpose, key_id, wrapped from data_key where organization = ?", organization.value())
                .then("order by purpose")
                .list(
                        scope,
                        row -> new DataKeys.Held(
                                organization,
                                row.getString("purpose"),
                                new Keys.Wrapped(row.getString("key_id"), row.getBytes("wrapped")))));
    }

    @Override
    public List<HeldClaim> claims(OrganizationId organization, @Nullable HeldClaim after, int limit) {
        Query query = new Query(
                "select " + PostgresVehicleClaims.COLUMNS + ", vin_code from vehicle_claim where organization = ?",
                organization.value());
        if (after != null) {
            query.and(
                    "(vehicle_id, claim_id) > (?, ?)",
                    after.claim().vehicle().value(),
                    after.claim().id());
        }
        return database.ask("listing claims with codes", organization, scope -> limited(
                        query, "order by vehicle_id, claim_id", limit)
                .list(
                        scope,
                        row -> new HeldClaim(
                                PostgresVehicleClaims.claim(row), VinIndex.Code.of(row.getBytes("vin_code")))));
    }

    @Override
    public List<KeptVin> vins(OrganizationId organization, @Nullable KeptVin after, int limit) {
        Query query = new Query(
                        "select vehicle_id, wrapped_key, sealed from vin where organization = ?", organization.value())
                .andIfPresent(
                        "vehicle_id > ?",
                        after == null ? null : after.key().vehicle().value());
        return database.ask("listing sealed VINs", organization, scope -> limited(query, "order by vehicle_id", limit)
                .list(
                        scope,
                        row -> new KeptVin(
                                vehicle(organization, row),
                                new VinVault.SealedVin(row.getBytes("wrapped_key"), row.getBytes("sealed")))));
    }

    @Override
    public List<KeptRule> rules(OrganizationId organization, @Nullable KeptRule after, int limit) {
        Query query = new Query(
                        "select vehicle_id, positions, schedule from position_privacy where organization = ?",
                        organization.value())
                .andIfPresent(
                        "vehicle_id > ?",
                        after == null ? null : after.key().vehicle().value());
        return database.ask("listing privacy rules", organization, scope -> limited(query, "order by vehicle_id", limit)
                .list(scope, row -> new KeptRule(vehicle(organization, row), PostgresPrivacyRules.rule(row))));
    }

    @Override
    public List<NewReading> readings(VehicleKey key, @Nullable NewReading after, int limit) {
        Query query = new Query(
                "select observed_at, fingerprint, received_at, signals from reading where vehicle_id = ?",
                key.vehicle().value());
        query.and("organization = ?", key.organization().value());
        if (after != null) {
            query.and(
                    "(observed_at, fingerprint) > (?, ?)",
                    Query.bound(after.reading().observedAt()),
                    after.reading().fingerprint());
        }
        return database.ask("listing readings", key.organization(), scope -> limited(
                        query, "order by observed_at, fingerprint", limit)
                .list(scope, row -> ReadingRows.added(key, row)));
    }

    @Override
    public List<TripChange> trips(VehicleKey key, @Nullable TripChange after, int limit) {
        Query query = new Query(
                "select " + TripRows.COLUMNS + " from trip where vehicle_id = ?",
                key.vehicle().value());
        query.and("organization = ?", key.organization().value());
        if (after != null) {
            Trip trip = after.trip();
            query.and(
                    "(started_at, trip_id) > (?, ?)",
                    Query.bound(trip.startedAt()),
                    trip.id().value());
        }
        return database.ask("listing trips with their openings", key.organization(), scope -> limited(
                        query, "order by started_at, trip_id", limit)
                .list(scope, row -> new TripChange(key, TripRows.trip(row), row.getBytes("opening"))));
    }

    @Override
    public List<Moved> moves(OrganizationId organization, PackId pack, @Nullable Moved after, int limit) {
        Query query = new Query(
                        "select pack_id, observed_at, kind, station_id, evidence, slot_id, vehicle_id, soc_percent,"
                                + " health_percent, temperature_c from pack_move where organization = ?",
                        organization.value())
                .and("pack_id = ?", pack.value());
        if (after != null) {
            PackMove move = after.move();
            query.and(
                    "(observed_at, kind, station_id, evidence, slot_id) > (?, ?, ?, ?, ?)",
                    Query.bound(move.at()),
                    PackMoveRows.code(move.kind()),
                    move.station().value(),
                    move.evidence(),
                    move.slot().value());
        }
        return database.ask("listing moves of a pack", organization, scope -> limited(
                        query, "order by observed_at, kind, station_id, evidence, slot_id", limit)
                .list(scope, row -> {
                    PackMove move = PackMoveRows.move(row);
                    return new Moved(new StationKey(organization, move.station()), move);
                }));
    }

    @Override
    public List<Usage.Amount> usage(OrganizationId organization, Usage.@Nullable Amount after, int limit) {
        Query query = new Query("select hour, meter, amount from usage where organization = ?", organization.value());
        if (after != null) {
            query.and(
                    "(hour, meter) > (?, ?)",
                    Query.bound(after.hour()),
                    after.meter().outwardName());
        }
        return database.ask("listing usage", organization, scope -> limited(query, "order by hour, meter", limit)
                .list(scope, row -> PostgresUsage.amount(organization, row)));
    }

    @Override
    public void addErasures(List<Erasure> erasures) {
        Changes.in(database, "keeping erasures as they are", connection -> {
            for (Erasure erasure : erasures) {
                PostgresErasures.insert(connection, erasure);
            }
            return erasures.size();
        });
    }

    static Query limited(Query query, String order, int limit) {
        return query.then(order).then("limit ?", Query.checked(limit, MOST));
    }

    private static VehicleKey vehicle(OrganizationId organization, ResultSet row) throws SQLException {
        return new VehicleKey(organization, new VehicleId(row.getObject("vehicle_id", UUID.class)));
    }
}
