package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Trips;

/** Where the intake stores what it takes, and where it looks up what came before. */
public record IntakeStores(TelemetryLedger ledger, History history, Trips trips, Sessions sessions, Swaps swaps) {}
