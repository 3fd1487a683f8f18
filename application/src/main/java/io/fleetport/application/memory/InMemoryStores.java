package io.fleetport.application.memory;

import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
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
import io.fleetport.application.port.out.Vehicles;

/** One set of stores held in memory and forgotten with the process. What {@link #ledger} commits, the others show. Safe to use from many threads. */
public final class InMemoryStores implements Stores {

    private final TelemetryLedger ledger;
    private final Vehicles vehicles;
    private final Trips trips;
    private final Gaps gaps;
    private final DeadLetters deadLetters;
    private final History history;
    private final Outbox outbox;
    private final Stations stations;
    private final StationHistory stationHistory;
    private final Sessions sessions;
    private final Swaps swaps;
    private final Packs packs;
    private final StationCommands stationCommands;
    private final AuditLog auditLog = new InMemoryAuditLog();

    public InMemoryStores() {
        Shelves shelves = new Shelves();
        ledger = new InMemoryTelemetryLedger(shelves);
        vehicles = new InMemoryVehicles(shelves);
        trips = new InMemoryTrips(shelves);
        gaps = new InMemoryGaps(shelves);
        deadLetters = new InMemoryDeadLetters(shelves);
        history = new InMemoryHistory(shelves);
        outbox = new InMemoryOutbox(shelves);
        stations = new InMemoryStations(shelves);
        stationHistory = new InMemoryStationHistory(shelves);
        sessions = new InMemorySessions(shelves);
        swaps = new InMemorySwaps(shelves);
        packs = new InMemoryPacks(shelves);
        stationCommands = new InMemoryStationCommands(shelves);
    }

    @Override
    public TelemetryLedger ledger() {
        return ledger;
    }

    @Override
    public Vehicles vehicles() {
        return vehicles;
    }

    @Override
    public Trips trips() {
        return trips;
    }

    @Override
    public Gaps gaps() {
        return gaps;
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Stations stations() {
        return stations;
    }

    @Override
    public StationHistory stationHistory() {
        return stationHistory;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Swaps swaps() {
        return swaps;
    }

    @Override
    public Packs packs() {
        return packs;
    }

    @Override
    public StationCommands stationCommands() {
        return stationCommands;
    }

    @Override
    public AuditLog auditLog() {
        return auditLog;
    }
}
