package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationChanges.Moved;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.TenantRecords;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages by sort key, out of the partitions of the organization. */
final class DynamoTenantRecords implements TenantRecords {

    private static final int MOST = 10_000;

    private static final Instant END = Instant.parse("2286-01-01T00:00:00Z");

    private final Database database;
    private final DynamoHistory history;
    private final DynamoErasures erasures;

    DynamoTenantRecords(Database database, DynamoErasures erasures) {
        this.database = database;
        this.history = new DynamoHistory(database);
        this.erasures = erasures;
    }

    @Override
    public List<DataKeys.Held> dataKeys(OrganizationId organization) {
        return database.stream(DynamoDataKeys.ofOrganization(organization))
                .map(DynamoDataKeys::held)
                .toList();
    }

    @Override
    public List<HeldClaim> claims(OrganizationId organization, @Nullable HeldClaim after, int limit) {
        Query query = ClaimItems.all(organization);
        return page(query, after == null ? null : ClaimItems.place(after.claim()), limit).stream()
                .map(item -> new HeldClaim(ClaimItems.claim(item), ClaimItems.code(item)))
                .toList();
    }

    @Override
    public List<KeptVin> vins(OrganizationId organization, @Nullable KeptVin after, int limit) {
        Query query = DynamoVinVault.all(organization);
        return page(query, after == null ? null : after.key().vehicle().toString(), limit).stream()
                .map(item -> DynamoVinVault.kept(organization, item))
                .toList();
    }

    @Override
    public List<KeptRule> rules(OrganizationId organization, @Nullable KeptRule after, int limit) {
        return DynamoPrivacyRules.all(database, organization, after == null ? null : after.key())
                .limit(Listing.checked(limit, MOST))
                .toList();
    }

    @Override
    public List<NewReading> readings(VehicleKey key, @Nullable NewReading after, int limit) {
        return history.added(key, Instant.EPOCH, END, after == null ? null : after.reading(), limit);
    }

    @Override
    public List<TripChange> trips(VehicleKey key, @Nullable TripChange after, int limit) {
        Query query = Query.in(Table.TELEMETRY, SubjectItems.partition(key)).within(TripItems.PREFIX);
        String last = after == null
                ? null
                : TripItems.key(key, after.trip().startedAt(), after.trip().id())
                        .sk();
        return page(query, last, limit).stream()
                .map(TripItems::opened)
                .map(opened -> new TripChange(key, opened.trip(), opened.opening()))
                .toList();
    }

    @Override
    public List<Moved> moves(OrganizationId organization, PackId pack, @Nullable Moved after, int limit) {
        Query query =
                Query.of(Table.STATIONS, organization, StationKeys.part(pack)).within(StationKeys.MOVE);
        String last = after == null
                ? null
                : StationKeys.move(organization, after.move()).sk();
        return page(query, last, limit).stream()
                .map(PackItems::move)
                .map(move -> new Moved(new StationKey(organization, move.station()), move))
                .toList();
    }

    @Override
    public List<Usage.Amount> usage(OrganizationId organization, Usage.@Nullable Amount after, int limit) {
        Query query = DynamoUsage.all(organization);
        return database.stream(after == null ? query : query.from(Key.time(after.hour())))
                .flatMap(item -> DynamoUsage.amounts(organization, item).stream()
                        .sorted(Comparator.comparing(amount -> amount.meter().outwardName())))
                .filter(amount -> after == null || isBehind(amount, after))
                .limit(Listing.checked(limit, MOST))
                .toList();
    }

    private static boolean isBehind(Usage.Amount amount, Usage.Amount after) {
        return amount.hour().isAfter(after.hour())
                || amount.meter().outwardName().compareTo(after.meter().outwardName()) > 0;
    }

    @Override
    public void addErasures(List<Erasure> added) {
        for (Erasure erasure : added) {
            if (!erasures.isAdded(erasure)) {
                throw new PortRefused(
                        "there is an order " + erasure.id() + " already",
                        new IllegalStateException("ids are given once"));
            }
        }
    }

    private List<Item> page(Query query, @Nullable String after, int limit) {
        return database.list(after == null ? query : query.from(Key.after(after)), Listing.checked(limit, MOST));
    }
}
