package io.fleetport.application.port.out;

/** Stores that work together: what {@link #ledger} commits, the others show. Safe to use from many threads. */
public interface Stores {

    TelemetryLedger ledger();

    Vehicles vehicles();

    Trips trips();

    Gaps gaps();

    DeadLetters deadLetters();

    History history();

    Outbox outbox();

    Stations stations();

    StationHistory stationHistory();

    Sessions sessions();

    Swaps swaps();

    Packs packs();

    StationCommands stationCommands();

    AuditLog auditLog();
}
