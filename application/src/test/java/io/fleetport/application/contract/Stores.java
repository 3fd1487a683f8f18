package io.fleetport.application.contract;

import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Outbox;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;

/** One set of stores under test: what the ledger commits, the others show. May hold data of other tests. */
public record Stores(
        TelemetryLedger ledger,
        Vehicles vehicles,
        Trips trips,
        Gaps gaps,
        DeadLetters deadLetters,
        History history,
        Outbox outbox) {}
