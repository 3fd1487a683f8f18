package io.fleetport.bootstrap.wiring;

import io.fleetport.application.cache.CachedReads;
import io.fleetport.application.cache.ToldStations;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.ApiKeys;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.CustomRoles;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.EventLog;
import io.fleetport.application.port.out.Fleets;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.Members;
import io.fleetport.application.port.out.Organizations;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.port.out.Webhooks;
import io.fleetport.aws.dynamodb.DynamoStores;
import io.fleetport.aws.rds.PostgresSettings;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.Nullable;

/** The stores: in memory, in a PostgreSQL that is ours or someone else's, or in DynamoDB. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class StoreBeans {

    @Context
    Stores stores(
            Deployment deployment,
            Settings settings,
            SecretValues secrets,
            DataDirectory data,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        return switch (deployment.stores()) {
            case MEMORY -> new InMemoryStores();
            case DYNAMODB ->
                shutdown.started("stores", new DynamoStores(DynamoDbSettings.of(settings, deployment), meters));
            case POSTGRES ->
                shutdown.started(
                        "stores", new PostgresStores(reach(deployment, settings, secrets, data, shutdown), meters));
        };
    }

    private static PostgresSettings reach(
            Deployment deployment,
            Settings settings,
            SecretValues secrets,
            DataDirectory data,
            ShutdownOrder shutdown) {
        return switch (deployment.database()) {
            case EMBEDDED -> {
                EmbeddedDatabase database = shutdown.started("embedded database", EmbeddedDatabase.start(data));
                yield PostgresSettings.of(database.url(), database.user(), database.password());
            }
            case EXTERNAL -> external(settings, secrets);
            case NONE -> throw new WrongSetting("fleetport.database.kind is none: there is nothing to connect to");
        };
    }

    static PostgresSettings external(Settings settings, SecretValues secrets) {
        return PostgresSettings.of(
                settings.required("fleetport.database.url", "the database is an external one"),
                secrets.databaseLogins());
    }

    @Context
    TelemetryLedger ledger(Stores stores) {
        return stores.ledger();
    }

    @Context
    Vehicles vehicles(Stores stores) {
        return stores.vehicles();
    }

    @Context
    Trips trips(Stores stores) {
        return stores.trips();
    }

    @Context
    Gaps gaps(Stores stores) {
        return stores.gaps();
    }

    @Context
    DeadLetters deadLetters(Stores stores) {
        return stores.deadLetters();
    }

    @Context
    History history(Stores stores) {
        return stores.history();
    }

    @Context
    Outbox outbox(Stores stores) {
        return stores.outbox();
    }

    /** @param reads absent where there is no cache that changes have to be told to */
    @Context
    Stations stations(Stores stores, @Nullable CachedReads reads) {
        return reads == null ? stores.stations() : new ToldStations(stores.stations(), reads);
    }

    @Context
    StationHistory stationHistory(Stores stores) {
        return stores.stationHistory();
    }

    @Context
    Sessions sessions(Stores stores) {
        return stores.sessions();
    }

    @Context
    Swaps swaps(Stores stores) {
        return stores.swaps();
    }

    @Context
    Packs packs(Stores stores) {
        return stores.packs();
    }

    @Context
    StationCommands stationCommands(Stores stores) {
        return stores.stationCommands();
    }

    @Context
    IdempotentAnswers idempotentAnswers(Stores stores) {
        return stores.idempotentAnswers();
    }

    @Context
    EventLog events(Stores stores) {
        return stores.events();
    }

    @Context
    Webhooks webhooks(Stores stores) {
        return stores.webhooks();
    }

    @Context
    DeliveryQueue deliveryQueue(Stores stores) {
        return stores.deliveryQueue();
    }

    @Context
    DeliveryLog deliveryLog(Stores stores) {
        return stores.deliveryLog();
    }

    @Context
    Documents documents(Stores stores) {
        return stores.documents();
    }

    @Context
    Organizations organizations(Stores stores) {
        return stores.organizations();
    }

    @Context
    Fleets fleets(Stores stores) {
        return stores.fleets();
    }

    @Context
    Members members(Stores stores) {
        return stores.members();
    }

    @Context
    CustomRoles customRoles(Stores stores) {
        return stores.customRoles();
    }

    @Context
    ApiKeys apiKeys(Stores stores) {
        return stores.apiKeys();
    }

    @Context
    VehicleClaims vehicleClaims(Stores stores) {
        return stores.vehicleClaims();
    }

    @Context
    AuditLog auditLog(Stores stores) {
        return stores.auditLog();
    }
}
