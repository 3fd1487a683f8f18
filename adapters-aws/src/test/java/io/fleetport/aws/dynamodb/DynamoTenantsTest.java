package io.fleetport.aws.dynamodb;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.WebhookSample.event;
import static io.fleetport.application.contract.WebhookSample.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.audit.AuditVerification;
import io.fleetport.application.contract.DocumentSample;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.Usage.Amount;
import io.fleetport.application.port.out.Usage.Meter;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Webhook;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the contracts do not ask: more than one transaction holds, and several processes at once. */
class DynamoTenantsTest {

    private static Database database;

    @BeforeAll
    static void open() {
        database = DynamoTables.open("tenants-at-once-");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void usageOfMoreOrganizationsThanATransactionHoldsIsAllWrittenDown() {
        DynamoUsage usage = new DynamoUsage(database, Clock.systemUTC());
        Instant hour = NOW.truncatedTo(ChronoUnit.HOURS);
        List<Amount> amounts = new ArrayList<>();
        for (int i = 0; i < Database.TRANSACTION_WRITES + 20; i++) {
            amounts.add(new Amount(anOrganization(), hour, Meter.READINGS, i + 1));
        }

        UUID id = UUID.randomUUID();
        usage.add(id, amounts);
        usage.add(id, amounts);

        assertThat(amounts).allSatisfy(amount -> assertThat(usage.of(amount.organization(), hour, hour.plusSeconds(1)))
                .containsExactly(amount));
    }

    @Test
    void processesThatAddToOneLogMakeOneChain() throws Exception {
        OrganizationId organization = anOrganization();
        List<Callable<Void>> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            DynamoAuditLog log = new DynamoAuditLog(database);
            processes.add(() -> {
                for (int j = 0; j < 15; j++) {
                    log.append(new AuditEvent(
                            organization,
                            NOW,
                            "ann",
                            null,
                            "192.0.2.1",
                            null,
                            "vin.view",
                            "vehicle",
                            "v",
                            null,
                            new TreeMap<>()));
                }
                return null;
            });
        }
        atOnce(processes);

        DynamoAuditLog log = new DynamoAuditLog(database);
        assertThat(log.head(organization).number()).isEqualTo(30);
        assertThat(new AuditVerification(log).verify(organization, null).broken())
                .isNull();
    }

    @Test
    void processesThatSpreadAtOnceBringEachEventOnceAndInOrder() throws Exception {
        OrganizationId organization = anOrganization();
        Webhook webhook = added(webhook(organization));
        VehicleKey vehicle = aVehicleOf(organization);
        List<UUID> committed = new ArrayList<>();
        // More than go in one transaction together.
        for (int i = 0; i < 30; i++) {
            committed.add(committed(event(vehicle, EventType.TRIP_FINISHED), i).id());
        }
        List<Callable<Integer>> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            DynamoDeliveryQueue queue = new DynamoDeliveryQueue(database);
            processes.add(() -> queue.spread(NOW, 10_000));
        }
        atOnce(processes);

        assertThat(database.list(LaneItems.entries(organization, webhook.id()), 100))
                .extracting(item -> item.uuid(QueueItems.EVENT))
                .containsExactlyElementsOf(committed);
        assertThat(claimed(new DynamoDeliveryQueue(database), organization))
                .extracting(Claimed::event)
                .containsExactly(committed.getFirst());
    }

    @Test
    void aLaneWhoseClaimWasNeverAnsweredIsGivenOutAllTheSame() {
        OrganizationId organization = anOrganization();
        added(webhook(organization));
        Event event = committed(event(aVehicleOf(organization), EventType.TRIP_FINISHED), 0);
        new DynamoDeliveryQueue(database).spread(NOW, 10_000);
        DynamoSettings usual = database.settings();
        try (DynamoWire wire = new DynamoWire(DynamoLocal.running().endpoint());
                Database lossy = new Database(
                        new DynamoSettings(DynamoLocal.access(wire.endpoint()), usual.prefix(), false, null))) {
            wire.firstAttempts(
                    operation -> operation.equals("UpdateItem") ? DynamoWire.Fate.ANSWER_LOST : DynamoWire.Fate.PASSED);

            assertThat(claimed(new DynamoDeliveryQueue(lossy), organization))
                    .extracting(Claimed::event)
                    .containsExactly(event.id());
        }
    }

    @Test
    void anEventGoesToMoreWebhooksThanATransactionHolds() {
        OrganizationId organization = anOrganization();
        List<Webhook> webhooks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            webhooks.add(added(webhook(organization)));
        }
        committed(event(aVehicleOf(organization), EventType.TRIP_FINISHED), 0);
        DynamoDeliveryQueue queue = new DynamoDeliveryQueue(database);

        queue.spread(NOW, 10_000);

        assertThat(webhooks).allSatisfy(webhook -> assertThat(
                        queue.waiting(organization, webhook.id()).events())
                .isEqualTo(1));
    }

    @Test
    void whatWaitsForAWebhookThatIsRemovedGoesWithIt() {
        OrganizationId organization = anOrganization();
        Webhook webhook = added(webhook(organization));
        committed(event(aVehicleOf(organization), EventType.TRIP_FINISHED), 0);
        DynamoDeliveryQueue queue = new DynamoDeliveryQueue(database);
        queue.spread(NOW, 10_000);
        assertThat(queue.waiting(organization, webhook.id()).events()).isEqualTo(1);

        webhooks().remove(organization, webhook.id());

        assertThat(queue.waiting(organization, webhook.id()).events()).isZero();
        assertThat(claimed(queue, organization)).isEmpty();
        assertThat(webhooks().add(webhook(organization), 1)).isTrue();
    }

    @Test
    void allOrdersAboutAVehicleAreClosedHoweverMany() {
        DynamoErasures erasures = new DynamoErasures(database);
        VehicleKey key = aVehicle();
        for (int i = 0; i < Database.TRANSACTION_WRITES + 5; i++) {
            erasures.keep(new Erasure(
                    UUID.randomUUID(),
                    key.organization(),
                    key.vehicle(),
                    NOW,
                    NOW.plusSeconds(i + 1),
                    "asked for",
                    "someone",
                    NOW,
                    Erasure.State.REQUESTED,
                    Map.of(),
                    null,
                    null));
        }

        assertThat(erasures.readmit(key, NOW)).isTrue();

        assertThat(erasures.inForce()).noneMatch(erasure -> erasure.vehicle().equals(key.vehicle()));
        assertThat(erasures.readmit(key, NOW)).isFalse();
    }

    @Test
    void aDocumentThatIsRemovedMakesRoomForAnother() {
        DynamoDocuments documents = new DynamoDocuments(database, new InMemoryStores().trips());
        VehicleKey key = aVehicle();
        Document first = DocumentSample.aDocument(key);
        long bytes = first.facts().bytes();
        assertThat(documents.add(first, 1, bytes)).isTrue();
        assertThat(documents.add(DocumentSample.aDocument(key), 1, bytes)).isFalse();

        assertThat(documents.remove(key.organization(), first.id())).isTrue();

        assertThat(documents.add(DocumentSample.aDocument(key), 1, bytes)).isTrue();
    }

    private Webhook added(Webhook webhook) {
        assertThat(webhooks().add(webhook, 100)).isTrue();
        return webhook;
    }

    private DynamoWebhooks webhooks() {
        return new DynamoWebhooks(database, new DynamoDeliveryQueue(database), new DynamoDeliveryLog(database));
    }

    /** As the ledger does, at a position of its organization's own. */
    private Event committed(Event event, int position) {
        List<Write> writes = new ArrayList<>(new DynamoEventQueues(database, new OpenBuses(database))
                .queued(event, Key.digits(position) + event.id().toString().substring(0, 8)));
        writes.add(Write.put(EventItems.of(event)));
        assertThat(database.transact(writes)).isEmpty();
        return event;
    }

    private static List<Claimed> claimed(DynamoDeliveryQueue queue, OrganizationId organization) {
        return queue.claim(NOW, NOW.plusSeconds(60), 1_000, 100).stream()
                .filter(claimed -> claimed.organization().equals(organization))
                .toList();
    }

    private static <T> void atOnce(List<Callable<T>> processes) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(processes.size())) {
            for (Future<T> done : threads.invokeAll(processes)) {
                done.get();
            }
        }
    }
}
