package io.fleetport.application.telemetry;

import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.trip.TripRule;

/** What is believed, and when something is over. */
public record IntakeRules(IntakeSettings settings, TripRule trips, StationRule stations) {

    public static final IntakeRules DEFAULT =
            new IntakeRules(IntakeSettings.DEFAULT, TripRule.DEFAULT, StationRule.DEFAULT);
}
