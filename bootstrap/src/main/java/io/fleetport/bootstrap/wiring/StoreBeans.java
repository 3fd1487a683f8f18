package io.fleetport.bootstrap.wiring;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.aws.rds.PostgresSettings;
import io.fleetport.aws.rds.PostgresStores;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.util.function.BooleanSupplier;

/** The stores: in memory, or in a PostgreSQL that is ours or someone else's. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class StoreBeans {

    /** All stores of one kind, which only work together. {@code alive} says whether they answer now. */
    record Stores(
            TelemetryLedger ledger,
            Vehicles vehicles,
            Trips trips,
            Gaps gaps,
            DeadLetters deadLetters,
            History history,
            Outbox outbox,
            BooleanSupplier alive) {}

    @Context
    Stores stores(
            Deployment deployment,
            Settings settings,
            DataDirectory data,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        return switch (deployment.stores()) {
            case MEMORY -> inMemory();
            case POSTGRES -> postgres(reach(deployment, settings, data, shutdown), shutdown, meters);
        };
    }

    private static Stores inMemory() {
        InMemoryStores memory = new InMemoryStores();
        return new Stores(
                memory.ledger(),
                memory.vehicles(),
                memory.trips(),
                memory.gaps(),
                memory.deadLetters(),
                memory.history(),
                memory.outbox(),
                () -> true);
    }

    private static Stores postgres(PostgresSettings reach, ShutdownOrder shutdown, MeterRegistry meters) {
        PostgresStores postgres = shutdown.started("stores", new PostgresStores(reach, meters));
        return new Stores(
                postgres.ledger(),
                postgres.vehicles(),
                postgres.trips(),
                postgres.gaps(),
                postgres.deadLetters(),
                postgres.history(),
                postgres.outbox(),
                postgres::isAlive);
    }

    private static PostgresSettings reach(
            Deployment deployment, Settings settings, DataDirectory data, ShutdownOrder shutdown) {
        return switch (deployment.database()) {
            case EMBEDDED -> {
                EmbeddedDatabase database = shutdown.started("embedded database", EmbeddedDatabase.start(data));
                yield PostgresSettings.of(database.url(), database.user(), database.password());
            }
            case EXTERNAL -> {
                String why = "the database is an external one";
                yield PostgresSettings.of(
                        settings.required("fleetport.database.url", why),
                        settings.required("fleetport.database.user", why),
                        settings.required("fleetport.database.password", why));
            }
            case NONE -> throw new WrongSetting("fleetport.database.kind is none: there is nothing to connect to");
        };
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
}
