package io.fleetport.aws.migration;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.WebhookSample.attempt;
import static io.fleetport.application.contract.WebhookSample.event;
import static io.fleetport.application.contract.WebhookSample.webhook;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.DocumentSample;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.contract.StationSample;
import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ApiKey;
import io.fleetport.application.port.out.CustomRole;
import io.fleetport.application.port.out.DeliveryAttempt;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.RefusedEvent;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Usage;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.PositionPrivacy;
import io.fleetport.domain.vehicle.QuietHours;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** An organization with something of every kind that stores keep, put there by their ports as the service does. */
final class SomeTenant {

    /** More than are read or added at once. */
    static final int READINGS = 5_100;

    private static final int MOVED = 1;

    final OrganizationId organization = Sample.anOrganization();
    final VehicleKey van = Sample.aVehicleOf(organization);
    final VehicleKey bus = Sample.aVehicleOf(organization);
    final StationKey station = StationSample.aStationOf(organization);
    final TripId finished = Sample.aTripId();
    final String apiKey = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    final Webhook hook = webhook(organization);
    final Event delivered = event(van, EventType.TRIP_FINISHED, NOW.plusSeconds(1));
    final VinIndex.Code vin = VinIndex.Code.of(Sha256.of(van.toString().getBytes(StandardCharsets.UTF_8)));

    private final Stores stores;

    private SomeTenant(Stores stores) {
        this.stores = stores;
    }

    /** It is suspended in the end. */
    static SomeTenant in(Stores stores) {
        SomeTenant tenant = new SomeTenant(stores);
        Organization account =
                new Organization(tenant.organization, "Acme – \"Süd\"", Organization.State.ACTIVE, Quota.DEFAULT, NOW);
        stores.organizations().add(account);
        tenant.accounts();
        tenant.vehicles();
        tenant.privacy();
        tenant.station();
        tenant.deliveries();
        stores.organizations()
                .change(new Organization(
                        account.id(),
                        account.name(),
                        Organization.State.SUSPENDED,
                        account.quota(),
                        account.createdAt()));
        return tenant;
    }

    private void accounts() {
        FleetId north = new FleetId("north");
        stores.customRoles().keep(new CustomRole(organization, "night-shift", Set.of(Permission.values()[0])));
        stores.fleets().keep(new Fleet(organization, north, "Nord", NOW));
        stores.fleets().keep(new Fleet(organization, new FleetId("empty"), "Empty", NOW));
        stores.fleets().assign(north, van, true);
        stores.fleets().assign(north, station, true);
        stores.members().keep(new Member(organization, "auth|ann", "Ann", Set.of("viewer"), Set.of(north), NOW));
        stores.members().keep(new Member(organization, "auth|Ümit", "Ümit", Set.of("admin"), null, NOW));
        stores.apiKeys()
                .add(
                        new ApiKey(
                                apiKey,
                                organization,
                                "dispatch",
                                Set.of("viewer"),
                                Set.of(),
                                Set.of(north),
                                NOW,
                                "ann",
                                NOW.plusSeconds(9_000),
                                NOW.plusSeconds(60),
                                null),
                        Sha256.of(apiKey.getBytes(StandardCharsets.UTF_8)));
        for (Usage.Meter meter : Usage.Meter.values()) {
            Instant hour = NOW.truncatedTo(ChronoUnit.HOURS);
            stores.usage()
                    .add(
                            UUID.randomUUID(),
                            List.of(new Usage.Amount(
                                    organization,
                                    hour,
                                    meter,
                                    7 + meter.outwardName().length())));
        }
        for (int i = 0; i < 3; i++) {
            stores.auditLog()
                    .append(new AuditEvent(
                            organization,
                            NOW.plusSeconds(i),
                            "ann",
                            null,
                            "192.0.2.1",
                            "r-" + i,
                            "station.register",
                            "station",
                            "S-" + i,
                            i == 1 ? "because" : null,
                            new TreeMap<>(Map.of("name", "one", "city", "Köln"))));
        }
        stores.idempotentAnswers()
                .claim(
                        new IdempotentAnswers.Request(organization, "ab12"),
                        "cd",
                        NOW,
                        NOW,
                        NOW.plus(10_000, ChronoUnit.DAYS));
    }

    private void vehicles() {
        TripId withdrawn = Sample.aTripId();
        TripId underway = Sample.aTripId();
        BatchDraft much = batch().moves(van, 0, Sample.standing(van, "Van", NOW))
                .moves(bus, 0, Sample.standing(bus, "Bus", NOW))
                .hears(bus, Sample.reading(bus, NOW, -5))
                .hears(bus, Sample.reading(bus, NOW, 5))
                .tells(van, Sample.finished(van, finished, NOW))
                .tells(van, Sample.withdrawn(van, withdrawn, NOW.plusSeconds(3), finished), new byte[] {7, 7})
                .tells(bus, Sample.underway(bus, underway, NOW))
                .misses(
                        van,
                        finished,
                        Sample.gap(van, finished, NOW.plusSeconds(5)),
                        Sample.gap(van, finished, NOW.plusSeconds(200)))
                .buries(Sample.deadLetter(van, DeadLetterReason.values()[0], NOW))
                .archives(Sample.archiveBatch(van));
        for (int i = 0; i < READINGS; i++) {
            much.hears(van, Sample.reading(van, NOW.plusSeconds(i), i));
        }
        stores.ledger().commit(much.done());
        stores.ledger()
                .commit(batch().moves(van, MOVED, Sample.standing(van, "Van", NOW.plusSeconds(9)))
                        .done());
        Document awaited = DocumentSample.document(van, NOW);
        Document refused = DocumentSample.aClip(van, NOW.plusSeconds(1));
        stores.documents().add(awaited, 100, 1_000_000);
        stores.documents().add(refused, 100, 1_000_000);
        stores.documents()
                .settle(new Document(
                        refused.id(),
                        organization,
                        refused.kind(),
                        refused.vehicle(),
                        refused.trip(),
                        refused.name(),
                        refused.facts(),
                        refused.recordedAt(),
                        refused.declaredBy(),
                        refused.declaredAt(),
                        new Document.State.Refused(NOW.plusSeconds(9), Document.Refusal.values()[0])));
    }

    private void privacy() {
        for (String purpose : List.of("pseudonym", "vault")) {
            stores.privacy()
                    .dataKeys()
                    .keep(
                            organization,
                            purpose,
                            new Keys.Wrapped("master-1", purpose.getBytes(StandardCharsets.UTF_8)));
        }
        VehicleClaim claim = new VehicleClaim(
                UUID.randomUUID(),
                organization,
                van.vehicle(),
                VehicleClaim.State.PENDING,
                NOW,
                "ann",
                "the papers",
                null,
                null);
        stores.vehicleClaims().add(claim, vin);
        stores.vehicleClaims()
                .move(
                        claim.id(),
                        VehicleClaim.State.PENDING,
                        VehicleClaim.State.APPROVED,
                        NOW.plusSeconds(1),
                        "operator");
        stores.privacy().vins().keep(van, new VinVault.SealedVin(new byte[] {1, 2}, new byte[] {3, 4}));
        stores.privacy()
                .rules()
                .keep(
                        van,
                        new PositionPrivacy(
                                true,
                                List.of(new QuietHours(
                                        Set.of(DayOfWeek.SUNDAY),
                                        LocalTime.of(18, 0),
                                        LocalTime.of(6, 0),
                                        ZoneId.of("Europe/Berlin")))));
        stores.privacy().rules().keep(Sample.aVehicleOf(organization), PositionPrivacy.ON);
        erasures();
    }

    /** One is underway, of a vehicle of which the standing is gone already; of another one the vehicle is back. */
    private void erasures() {
        VehicleKey half = Sample.aVehicleOf(organization);
        stores.ledger().commit(batch().hears(half, Sample.reading(half, NOW, 1)).done());
        Erasure underway = order(half, null, null);
        stores.privacy().erasures().keep(underway);
        stores.privacy()
                .erasures()
                .progress(underway.id(), Erasure.State.UNDERWAY, Map.of("vehicle", 1L, "vin", 1L), null);
        Erasure over = order(van, NOW.minusSeconds(900), NOW.minusSeconds(300));
        stores.privacy().erasures().keep(over);
        stores.privacy()
                .erasures()
                .progress(over.id(), Erasure.State.FINISHED, Map.of("reading", 12L), NOW.plusSeconds(5));
        stores.privacy().erasures().readmit(van, NOW.plusSeconds(60));
    }

    private Erasure order(VehicleKey key, Instant from, Instant until) {
        return new Erasure(
                UUID.randomUUID(),
                organization,
                key.vehicle(),
                from,
                until,
                "they asked",
                "ann",
                NOW,
                Erasure.State.REQUESTED,
                Map.of(),
                null,
                null);
    }

    private void station() {
        PackId pack = new PackId("P-17");
        SessionFacts ended = StationSample.endedSession("s-1", NOW);
        SessionFacts begun = StationSample.startedSession("s-2", NOW.plusSeconds(900));
        SwapFacts completed = StationSample.completedSwap("w-1", NOW);
        SwapFacts aborted = StationSample.abortedSwap("w-2", NOW.plusSeconds(500), "door stuck");
        stores.stations().register(StationSample.profile(station, "Depot"));
        stores.stations().register(StationSample.profile(StationSample.aStationOf(organization), "Not heard of yet"));
        stores.ledger()
                .commit(batch().and(stations()
                                .moves(station, 0, StationSample.standing(station, NOW))
                                .hears(station, StationSample.report(NOW, 1))
                                .hears(station, StationSample.bareReport(NOW, -1))
                                .tells(station, StationSample.session(station, ended), ended)
                                .tells(station, StationSample.session(station, begun), begun)
                                .tells(station, StationSample.swap(station, completed, NOW), completed)
                                .tells(station, StationSample.swap(station, aborted, NOW), aborted)
                                .carries(
                                        station,
                                        StationSample.packMove(station, pack, NOW, PackMove.Kind.OUT),
                                        StationSample.packMove(station, pack, NOW, PackMove.Kind.SEEN),
                                        StationSample.packMove(station, pack, NOW.plusSeconds(7), PackMove.Kind.IN))
                                .sees(station, pack, NOW, new PackCondition(63.5, null, 31.25))
                                .misses(station, new LostEvents(3, 7, 9, NOW, NOW.plusSeconds(5))))
                        .buries(Sample.deadLetter(station, DeadLetterReason.values()[0], NOW.plusSeconds(2)))
                        .done());
        StationCommand sent = StationSample.command(station, NOW);
        stores.stationCommands().add(organization, sent);
        stores.stationCommands()
                .move(organization, sent.id(), StationCommand.Outcome.FAILED, NOW.plusSeconds(3), "no power");
        stores.stationCommands()
                .add(
                        organization,
                        StationSample.command(station, new Instruction.SetChargeLimit(80.5, null, null), NOW));
    }

    /** Some delivered, one that failed and waits, one that was refused by a bus, one that has not been looked at yet. */
    private void deliveries() {
        Event failing = event(van, EventType.TRIP_FINISHED, NOW.plusSeconds(2));
        Event behind = event(van, EventType.TRIP_FINISHED, NOW.plusSeconds(2));
        Event fresh = event(station, EventType.TRIP_FINISHED, NOW.plusSeconds(4));
        stores.webhooks().add(hook, 10);
        stores.busQueue().open("bus-of-" + organization);
        stores.ledger().commit(batch().announces(delivered, failing, behind).done());
        stores.deliveryQueue().spread(NOW, 10_000);
        Claimed first = claim(NOW.plusSeconds(10));
        stores.deliveryQueue().done(first, NOW.plusSeconds(11));
        stores.deliveryLog().add(attempt(hook, delivered.id(), NOW, DeliveryAttempt.Outcome.DELIVERED, 200));
        Claimed second = claim(NOW.plusSeconds(12));
        stores.deliveryQueue().failed(second, NOW.plusSeconds(13), NOW.plusSeconds(900));
        stores.deliveryLog().add(attempt(hook, failing.id(), NOW.plusSeconds(1), DeliveryAttempt.Outcome.FAILED, null));
        stores.webhooks().failing(organization, hook.id(), NOW.plusSeconds(13));
        String bus = "bus-of-" + organization;
        stores.busQueue()
                .settle(
                        bus,
                        List.of(delivered, failing),
                        List.of(new RefusedEvent(
                                failing.id(), bus, organization, failing.type(), NOW.plusSeconds(20), "TooLarge")));
        stores.ledger().commit(batch().announces(fresh).done());
    }

    private Claimed claim(Instant now) {
        return stores.deliveryQueue().claim(now, now.plusSeconds(5), 1_000, 1_000).stream()
                .filter(claimed -> claimed.organization().equals(organization))
                .findFirst()
                .orElseThrow();
    }
}
