package io.fleetport.application.memory;

import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;

/** One set of stores held in memory and forgotten with the process. What {@link #ledger} commits, the others show. Safe to use from many threads. */
public final class InMemoryStores {

    private final TelemetryLedger ledger;
    private final Vehicles vehicles;
    private final Trips trips;
    private final Gaps gaps;
    private final DeadLetters deadLetters;
    private final History history;
    private final Outbox outbox;

    public InMemoryStores() {
        Shelves shelves = new Shelves();
        ledger = new InMemoryTelemetryLedger(shelves);
        vehicles = new InMemoryVehicles(shelves);
        trips = new InMemoryTrips(shelves);
        gaps = new InMemoryGaps(shelves);
        deadLetters = new InMemoryDeadLetters(shelves);
        history = new InMemoryHistory(shelves);
        outbox = new InMemoryOutbox(shelves);
    }

    public TelemetryLedger ledger() {
        return ledger;
    }

    public Vehicles vehicles() {
        return vehicles;
    }

    public Trips trips() {
        return trips;
    }

    public Gaps gaps() {
        return gaps;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public History history() {
        return history;
    }

    public Outbox outbox() {
        return outbox;
    }
}
