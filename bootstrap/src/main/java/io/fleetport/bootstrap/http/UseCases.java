package io.fleetport.bootstrap.http;

import io.fleetport.application.fleet.DeadLetterViews;
import io.fleetport.application.fleet.GapViews;
import io.fleetport.application.fleet.HistoryViews;
import io.fleetport.application.fleet.LiveViews;
import io.fleetport.application.fleet.ReadingDelivery;
import io.fleetport.application.fleet.TripViews;
import io.fleetport.application.fleet.VehicleNames;
import io.fleetport.application.fleet.VehicleViews;
import io.fleetport.application.port.in.DeliverReadings;
import io.fleetport.application.port.in.FollowLive;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.ViewDeadLetters;
import io.fleetport.application.port.in.ViewGaps;
import io.fleetport.application.port.in.ViewHistory;
import io.fleetport.application.port.in.ViewTrips;
import io.fleetport.application.port.in.ViewVehicles;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the use cases of the API on the ports, whichever those are. */
@Factory
final class UseCases {

    @Singleton
    ViewVehicles viewVehicles(Vehicles vehicles) {
        return new VehicleViews(vehicles, Clock.systemUTC());
    }

    @Singleton
    VehicleNames vehicleNames(Vehicles vehicles) {
        return new VehicleNames(vehicles, Clock.systemUTC());
    }

    @Singleton
    ViewHistory viewHistory(Vehicles vehicles, History history) {
        return new HistoryViews(vehicles, history);
    }

    @Singleton
    ViewTrips viewTrips(Trips trips, Vehicles vehicles, VehicleNames names, History history) {
        return new TripViews(trips, vehicles, names, history);
    }

    @Singleton
    ViewGaps viewGaps(Gaps gaps, VehicleNames names) {
        return new GapViews(gaps, names);
    }

    @Singleton
    ViewDeadLetters viewDeadLetters(DeadLetters deadLetters) {
        return new DeadLetterViews(deadLetters);
    }

    @Singleton
    FollowLive followLive(LiveBus bus) {
        return new LiveViews(bus);
    }

    @Singleton
    DeliverReadings deliverReadings(IngestTelemetry intake, Pseudonyms pseudonyms) {
        return new ReadingDelivery(intake, pseudonyms, Clock.systemUTC());
    }
}
