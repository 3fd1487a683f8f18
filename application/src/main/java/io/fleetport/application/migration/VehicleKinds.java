package io.fleetport.application.migration;

import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.TelemetryLedger.GapChange;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.TelemetryLedger.TripChange;
import io.fleetport.application.port.out.TelemetryLedger.Update;
import io.fleetport.application.port.out.TenantRecords.HeldClaim;
import io.fleetport.application.port.out.TenantRecords.KeptRule;
import io.fleetport.application.port.out.TenantRecords.KeptVin;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.Gap;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What vehicles said, and what was made of it. */
final class VehicleKinds {

    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 500;

    /** A standing has up to 100 KB, a dead letter 64 KB. */
    private static final int LARGE_AT_ONCE = 100;

    /** Each is three items of one transaction, of which DynamoDB takes a hundred. */
    private static final int TRIPS_AT_ONCE = 30;

    private static final int GAPPED_TRIPS_AT_ONCE = 20;

    /** So many that hours of one vehicle are mostly whole, of which DynamoDB makes an item each. */
    private static final int READINGS_AT_ONCE = 5_000;

    private static final Comparator<VehicleId> BY_TEXT = Comparator.comparing(VehicleId::toString);

    /** At version 0: how often it was moved is the store's own. */
    static final Kind<Standing> VEHICLES = Kind.of(
            "vehicles",
            LARGE_AT_ONCE,
            (stores, organization) ->
                    Rows.some(vehicles(stores, organization), LARGE_AT_ONCE, keys -> standings(stores, keys)),
            standing -> standing.profile().id().toString(),
            (stores, organization, rows) -> stores.ledger()
                    .commit(batch(
                            rows.stream()
                                    .map(standing -> new Update(key(standing.profile()), 0, standing))
                                    .toList(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of())));

    static final Kind<KeptVin> VINS = Kind.of(
            "vins",
            AT_ONCE,
            (stores, organization) ->
                    Rows.<KeptVin>behind(after -> stores.tenantRecords().vins(organization, after, PAGE)),
            kept -> kept.key().vehicle().toString(),
            (stores, organization, rows) ->
                    rows.forEach(kept -> stores.privacy().vins().keep(kept.key(), kept.sealed())));

    static final Kind<KeptRule> PRIVACY_RULES = Kind.of(
            "privacy_rules",
            AT_ONCE,
            (stores, organization) ->
                    Rows.<KeptRule>behind(after -> stores.tenantRecords().rules(organization, after, PAGE)),
            kept -> kept.key().vehicle().toString(),
            (stores, organization, rows) ->
                    rows.forEach(kept -> stores.privacy().rules().keep(kept.key(), kept.rule())));

    static final Kind<TripChange> TRIPS = Kind.of(
            "trips",
            TRIPS_AT_ONCE,
            (stores, organization) -> Rows.each(
                    vehicles(stores, organization),
                    key -> Rows.<TripChange>behind(
                            after -> stores.tenantRecords().trips(key, after, AT_ONCE))),
            change -> Kind.join(
                    change.key().vehicle(),
                    Kind.at(change.trip().startedAt()),
                    change.trip().id()),
            (stores, organization, rows) ->
                    stores.ledger().commit(batch(List.of(), List.of(), rows, List.of(), List.of())));

    /** Trip by trip, as they are told. */
    static final Kind<GapChange> GAPS = Kind.of(
            "gaps",
            GAPPED_TRIPS_AT_ONCE,
            (stores, organization) -> Rows.each(vehicles(stores, organization), key -> gaps(stores, key)),
            change -> Kind.join(change.key().vehicle(), change.trip()),
            (stores, organization, rows) ->
                    stores.ledger().commit(batch(List.of(), List.of(), List.of(), rows, List.of())));

    static final Kind<NewReading> READINGS = Kind.of(
            "readings",
            READINGS_AT_ONCE,
            (stores, organization) -> Rows.each(
                    vehicles(stores, organization),
                    key -> Rows.<NewReading>behind(
                            after -> stores.tenantRecords().readings(key, after, READINGS_AT_ONCE))),
            added -> Kind.join(
                    added.key().vehicle(),
                    Kind.at(added.reading().observedAt()),
                    Kind.sortable(added.reading().fingerprint())),
            (stores, organization, rows) ->
                    stores.ledger().commit(batch(List.of(), rows, List.of(), List.of(), List.of())));

    static final Kind<DeadLetter> DEAD_LETTERS = Kind.newestFirst(
            "dead_letters",
            LARGE_AT_ONCE,
            (stores, organization) ->
                    Rows.pages(cursor -> stores.deadLetters().list(organization, null, null, cursor, LARGE_AT_ONCE)),
            letter -> Kind.join(Kind.at(letter.receivedAt()), letter.id()),
            (stores, organization, rows) ->
                    stores.ledger().commit(batch(List.of(), List.of(), List.of(), List.of(), rows)));

    static final Kind<Document> DOCUMENTS = Kind.newestFirst(
            "documents",
            AT_ONCE,
            (stores, organization) -> Rows.pages(cursor -> stores.documents()
                    .list(
                            organization,
                            new Documents.Filter(Set.of(DocumentKind.values()), null, null, null),
                            cursor,
                            PAGE)),
            document -> Kind.join(Kind.at(document.declaredAt()), document.id().value()),
            (stores, organization, rows) ->
                    rows.forEach(document -> stores.documents().add(document, Integer.MAX_VALUE, Long.MAX_VALUE)));

    private VehicleKinds() {}

    /**
     * Every vehicle that anything may be kept of, by id: also one that was claimed only, and one whose erasure has begun, of which
     * the standing is gone first. The ids of a tenant fit in memory.
     */
    private static Iterator<VehicleKey> vehicles(PortableStores stores, OrganizationId organization) {
        Set<VehicleId> ids = new TreeSet<>(BY_TEXT);
        Rows.pages(cursor -> stores.vehicles().list(organization, null, cursor, PAGE))
                .forEachRemaining(known -> ids.add(known.vehicle().id()));
        Rows.<HeldClaim>behind(after -> stores.tenantRecords().claims(organization, after, PAGE))
                .forEachRemaining(held -> ids.add(held.claim().vehicle()));
        AccountKinds.erasures(stores, organization).forEachRemaining(erasure -> ids.add(erasure.vehicle()));
        return ids.stream().map(id -> new VehicleKey(organization, id)).iterator();
    }

    private static List<Standing> standings(PortableStores stores, List<VehicleKey> keys) {
        Map<VehicleKey, Standing> found = stores.ledger().load(keys);
        List<Standing> standings = new ArrayList<>();
        for (VehicleKey key : keys) {
            Standing standing = found.get(key);
            if (standing != null) {
                standings.add(new Standing(0, standing.profile(), standing.state(), standing.track()));
            }
        }
        return standings;
    }

    private static VehicleKey key(FleetVehicle profile) {
        return new VehicleKey(profile.organization(), profile.id());
    }

    private static Iterator<GapChange> gaps(PortableStores stores, VehicleKey key) {
        Map<TripId, List<Gap>> byTrip = new TreeMap<>(Comparator.comparing(TripId::toString));
        Rows.pages(cursor -> stores.gaps().list(key.organization(), key.vehicle(), null, null, cursor, PAGE))
                .forEachRemaining(gap -> byTrip.computeIfAbsent(gap.trip(), trip -> new ArrayList<>())
                        .add(gap));
        return byTrip.entrySet().stream()
                .map(entry -> new GapChange(
                        key,
                        entry.getKey(),
                        entry.getValue().stream()
                                .sorted(Comparator.comparing(Gap::from))
                                .toList()))
                .iterator();
    }

    private static Batch batch(
            List<Update> updates,
            List<NewReading> readings,
            List<TripChange> trips,
            List<GapChange> gaps,
            List<DeadLetter> letters) {
        return new Batch(updates, readings, trips, gaps, letters, StationChanges.NONE, null);
    }
}
