package io.fleetport.aws.dynamodb;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The stores of organizations in some tables, with what of vehicles' they work together with, and no others. */
final class TenantStores {

    private TenantStores() {}

    static Stores in(Database database) {
        OpenBuses buses = new OpenBuses(database);
        EventQueues queues = new DynamoEventQueues(database, buses);
        DynamoDeliveryQueue deliveries = new DynamoDeliveryQueue(database);
        DynamoDeliveryLog attempts = new DynamoDeliveryLog(database);
        DynamoErasures erasures = new DynamoErasures(database);
        DynamoTrips trips = new DynamoTrips(database);
        Map<String, Object> stores = new HashMap<>();
        stores.put(
                "ledger",
                new DynamoTelemetryLedger(
                        database,
                        new StationLedger(database),
                        queues,
                        erasures,
                        Clock.systemUTC(),
                        new SimpleMeterRegistry()));
        stores.put("vehicles", new DynamoVehicles(database));
        stores.put("trips", trips);
        stores.put("events", new DynamoEventLog(database, queues));
        stores.put("organizations", new DynamoOrganizations(database));
        stores.put("members", new DynamoMembers(database));
        stores.put("customRoles", new DynamoCustomRoles(database));
        stores.put("apiKeys", new DynamoApiKeys(database));
        stores.put("fleets", new DynamoFleets(database));
        stores.put("vehicleClaims", new DynamoVehicleClaims(database));
        stores.put("auditLog", new DynamoAuditLog(database));
        stores.put("idempotentAnswers", new DynamoIdempotentAnswers(database));
        stores.put("usage", new DynamoUsage(database));
        stores.put("webhooks", new DynamoWebhooks(database, deliveries, attempts));
        stores.put("deliveryQueue", deliveries);
        stores.put("deliveryLog", attempts);
        stores.put("busQueue", new DynamoBusQueue(database, buses));
        stores.put("documents", new DynamoDocuments(database, trips));
        stores.put(
                "privacy",
                new PrivacyStores(
                        new DynamoDataKeys(database),
                        new DynamoVinVault(database, erasures),
                        new DynamoPrivacyRules(database),
                        erasures,
                        new InMemoryStores().privacy().erasable()));
        return (Stores) Proxy.newProxyInstance(
                Stores.class.getClassLoader(), new Class<?>[] {Stores.class}, (proxy, method, arguments) -> {
                    Object store = stores.get(method.getName());
                    if (store == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return store;
                });
    }
}
