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

    IdempotentAnswers idempotentAnswers();

    PrivacyStores privacy();

    EventLog events();

    Webhooks webhooks();

    DeliveryQueue deliveryQueue();

    DeliveryLog deliveryLog();

    BusQueue busQueue();

    Documents documents();

    Organizations organizations();

    Fleets fleets();

    Members members();

    CustomRoles customRoles();

    ApiKeys apiKeys();

    VehicleClaims vehicleClaims();

    Usage usage();

    AuditLog auditLog();

    Retention retention();
}
