package io.fleetport.aws.dynamodb;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.WebhookSample.webhook;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.ANSWER_LOST;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.BROKEN;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.PASSED;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.SILENT;
import static io.fleetport.aws.dynamodb.DynamoWire.Fate.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.audit.AuditVerification;
import io.fleetport.application.contract.DocumentSample;
import io.fleetport.application.port.out.IdempotentAnswers.Claim;
import io.fleetport.application.port.out.IdempotentAnswers.Request;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Usage.Amount;
import io.fleetport.application.port.out.Usage.Meter;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.fleet.Fleet;
import io.fleetport.domain.fleet.FleetId;
import io.fleetport.domain.fleet.Member;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tenants' stores make of a DynamoDB that is busy or broken for long, or falls silent. A call is attempted twice. */
class DynamoTenantFaultsTest {

    private static final String PREFIX = "tenant-faults-";

    private static DynamoWire wire;
    private static DynamoStores stores;

    private final OrganizationId organization = anOrganization();

    @BeforeAll
    static void open() {
        wire = new DynamoWire(DynamoLocal.running().endpoint());
        stores = new DynamoStores(
                new DynamoSettings(DynamoLocal.access(wire.endpoint()), PREFIX, true, null), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        stores.close();
        wire.close();
    }

    @AfterEach
    void everythingHappened() {
        assertThat(wire.isSpent()).isTrue();
    }

    @Test
    void everyStoreIsUnavailableWhileItsTablesAreAndWorksAgainByItself() {
        Map<String, ThrowingCallable> writes = new LinkedHashMap<>();
        writes.put("UpdateItem", () -> stores.members()
                .keep(new Member(organization, "ann", "Ann", Set.of("viewer"), null, NOW)));
        writes.put("PutItem", () -> claim("01", Instant.EPOCH));
        Map<String, ThrowingCallable> reads = new LinkedHashMap<>();
        reads.put("organization", () -> stores.organizations().find(organization));
        reads.put("member", () -> stores.members().find(organization, "ann"));
        reads.put("key", () -> stores.apiKeys().find("0123456789abcdef"));
        reads.put("webhook", () -> stores.webhooks().find(organization, UUID.randomUUID()));
        reads.put("head", () -> stores.auditLog().head(organization));
        reads.put("claim", () -> stores.vehicleClaims().find(organization, UUID.randomUUID()));
        reads.put("fleet", () -> stores.fleets().find(organization, new FleetId("north")));
        Map<String, ThrowingCallable> lists = new LinkedHashMap<>();
        lists.put("roles", () -> stores.customRoles().list(organization));
        lists.put("usage", () -> stores.usage().of(organization, NOW, NOW.plusSeconds(3_600)));
        lists.put("members", () -> stores.members().list(organization, null, 10));
        lists.put("webhooks", () -> stores.webhooks().list(organization, null, 10));
        lists.put("chain", () -> stores.auditLog().chain(organization, 0, 10));
        lists.put("deliveries", () -> stores.deliveryQueue().waiting(organization, UUID.randomUUID()));
        writes.forEach((operation, call) -> assertUnavailable(operation, call));
        reads.values().forEach(call -> assertUnavailable("GetItem", call));
        lists.values().forEach(call -> assertUnavailable("Query", call));
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> stores.organizations().add(Organization.unnamed(organization, NOW)),
                () -> stores.webhooks().add(webhook(organization), 1),
                () -> stores.auditLog().append(event()),
                () -> stores.documents().add(DocumentSample.aDocument(aVehicle()), 1, Long.MAX_VALUE),
                () -> stores.usage().add(UUID.randomUUID(), List.of(amount(organization))))) {
            assertUnavailable("TransactWriteItems", call);
        }

        assertThat(stores.organizations().add(Organization.unnamed(organization, NOW)))
                .isTrue();
        assertThat(stores.usage().of(organization, hour(), hour().plusSeconds(1)))
                .isEmpty();
    }

    private static void assertUnavailable(String operation, ThrowingCallable call) {
        wire.next(operation, BROKEN, BROKEN);
        assertThatThrownBy(call).isInstanceOf(PortUnavailable.class);
    }

    @Test
    void whatIsThrottledOnceIsDone() {
        wire.next("TransactWriteItems", THROTTLED);
        wire.next("GetItem", THROTTLED);

        assertThat(stores.organizations().add(Organization.unnamed(organization, NOW)))
                .isTrue();
        assertThat(stores.organizations().find(organization)).isPresent();
    }

    @Test
    void aCreationThatWasNeverAnsweredIsNotDoubledWhenItIsMadeAgain() {
        Webhook webhook = webhook(organization);
        wire.next("TransactWriteItems", ANSWER_LOST, BROKEN);
        assertThatThrownBy(() -> stores.webhooks().add(webhook, 2)).isInstanceOf(PortUnavailable.class);

        assertThat(stores.webhooks().add(webhook, 2)).isTrue();

        assertThat(stores.webhooks().add(webhook(organization), 2)).isTrue();
        assertThat(stores.webhooks().add(webhook(organization), 2)).isFalse();
        assertThat(stores.webhooks().list(organization, null, 10).items()).hasSize(2);
    }

    @Test
    void aDocumentThatWasNeverAnsweredCountsOnce() {
        VehicleKey key = aVehicle();
        Document document = DocumentSample.aDocument(key);
        wire.next("TransactWriteItems", ANSWER_LOST, BROKEN);
        assertThatThrownBy(() -> stores.documents().add(document, 2, Long.MAX_VALUE))
                .isInstanceOf(PortUnavailable.class);

        assertThat(stores.documents().add(document, 2, Long.MAX_VALUE)).isTrue();

        assertThat(stores.documents().add(DocumentSample.aDocument(key), 2, Long.MAX_VALUE))
                .isTrue();
        assertThat(stores.documents().add(DocumentSample.aDocument(key), 2, Long.MAX_VALUE))
                .isFalse();
    }

    @Test
    void anAuditLogWhoseAnswersAreLostStaysOneChain() {
        stores.auditLog().append(event());
        wire.next("TransactWriteItems", ANSWER_LOST, BROKEN);
        assertThatThrownBy(() -> stores.auditLog().append(event())).isInstanceOf(PortUnavailable.class);
        wire.next("TransactWriteItems", ANSWER_LOST, PASSED);

        assertThat(stores.auditLog().append(event()).number()).isEqualTo(3);

        assertThat(stores.auditLog().head(organization).number()).isEqualTo(3);
        assertThat(new AuditVerification(stores.auditLog())
                        .verify(organization, null)
                        .broken())
                .isNull();
    }

    @Test
    void aRequestWhoseClaimWasNeverAnsweredIsCarriedOutOnce() {
        wire.next("PutItem", PASSED, ANSWER_LOST); // the first notes the organization
        assertThat(claim("0a", NOW)).isEqualTo(new Claim.Granted());
        assertThat(claim("0a", NOW)).isEqualTo(new Claim.Underway());

        wire.next("TransactWriteItems", ANSWER_LOST, BROKEN);
        byte[] answer = {1, 2};
        assertThatThrownBy(() -> stores.idempotentAnswers().keep(request("0a"), "f", answer))
                .isInstanceOf(PortUnavailable.class);

        assertThat(claim("0a", NOW)).isInstanceOfSatisfying(Claim.Answered.class, kept -> assertThat(kept.answer())
                .isEqualTo(answer));
    }

    @Test
    void aVehicleWhoseClaimWasNeverAnsweredHasOneHolder() {
        VinIndex.Code vin = new VinIndex.Code((UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", ""));
        VehicleClaim ours = holding(organization);
        wire.next("TransactWriteItems", ANSWER_LOST);
        assertThat(stores.vehicleClaims().add(ours, vin)).isTrue();

        wire.next("TransactWriteItems", ANSWER_LOST);
        assertThat(stores.vehicleClaims().add(holding(anOrganization()), vin)).isFalse();

        assertThat(stores.vehicleClaims().live(vin)).containsExactly(ours);
    }

    @Test
    void usageOfManyWhoseAnswerWasLostIsAddedOnce() {
        List<Amount> amounts = new ArrayList<>();
        for (int i = 0; i < Database.TRANSACTION_WRITES + 1; i++) {
            amounts.add(amount(anOrganization()));
        }
        UUID id = UUID.randomUUID();
        wire.next("TransactWriteItems", PASSED, ANSWER_LOST, BROKEN);

        assertThatThrownBy(() -> stores.usage().add(id, amounts)).isInstanceOf(PortUnavailable.class);
        stores.usage().add(id, amounts);

        assertThat(amounts).allSatisfy(amount -> assertThat(
                        stores.usage().of(amount.organization(), hour(), hour().plusSeconds(1)))
                .containsExactly(amount));
    }

    @Test
    void aFleetWhoseRemovalWasNeverAnsweredIsGoneWithAllThatWasInIt() {
        FleetId fleet = new FleetId("north");
        VehicleKey key = aVehicleOf(organization);
        stores.fleets().keep(new Fleet(organization, fleet, "North", NOW));
        stores.fleets().assign(fleet, key, true);
        try (Database database = DynamoTables.open(PREFIX)) {
            String contents = database.get(Key.of(Table.TENANTS, organization, "fleet", fleet.value()))
                    .orElseThrow()
                    .text("contents");
            Query inIt = Query.of(Table.TENANTS, organization, Key.join("fleet", fleet.value(), contents));
            assertThat(database.list(inIt, 10)).hasSize(1);
            wire.next("TransactWriteItems", ANSWER_LOST);

            assertThat(stores.fleets().remove(organization, fleet)).isTrue();

            assertThat(database.list(inIt, 10)).isEmpty();
        }
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() {
        AwsAccess usual = DynamoLocal.access(wire.endpoint());
        AwsAccess impatient = new AwsAccess(
                usual.region(), usual.endpoint(), usual.credentials(), 3, Duration.ofSeconds(2), Duration.ofMinutes(1));
        try (DynamoStores hasty =
                new DynamoStores(new DynamoSettings(impatient, PREFIX, true, null), new SimpleMeterRegistry())) {
            wire.next("TransactWriteItems", SILENT);
            assertThat(hasty.organizations().add(Organization.unnamed(organization, NOW)))
                    .isTrue();
        }
    }

    private AuditEvent event() {
        return new AuditEvent(
                organization, NOW, "ann", null, "192.0.2.1", null, "vin.view", "vehicle", "v", null, new TreeMap<>());
    }

    private Request request(String digest) {
        return new Request(organization, digest);
    }

    private Claim claim(String digest, Instant now) {
        return stores.idempotentAnswers()
                .claim(request(digest), "f", now, now.minusSeconds(60), now.plusSeconds(3_600));
    }

    private static VehicleClaim holding(OrganizationId organization) {
        VehicleKey key = aVehicleOf(organization);
        return new VehicleClaim(
                UUID.randomUUID(),
                organization,
                key.vehicle(),
                VehicleClaim.State.APPROVED,
                NOW,
                "ann",
                null,
                NOW,
                "bob");
    }

    private static Instant hour() {
        return NOW.truncatedTo(ChronoUnit.HOURS);
    }

    private static Amount amount(OrganizationId organization) {
        return new Amount(organization, hour(), Meter.READINGS, 7);
    }
}
