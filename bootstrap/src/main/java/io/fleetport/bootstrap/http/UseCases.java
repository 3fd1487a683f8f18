package io.fleetport.bootstrap.http;

import io.fleetport.application.fleet.DeadLetterViews;
import io.fleetport.application.fleet.GapViews;
import io.fleetport.application.fleet.HistoryViews;
import io.fleetport.application.fleet.LiveViews;
import io.fleetport.application.fleet.ReadingDelivery;
import io.fleetport.application.fleet.TripViews;
import io.fleetport.application.fleet.VehicleNames;
import io.fleetport.application.fleet.VehicleViews;
import io.fleetport.application.port.in.AnswerOnce;
import io.fleetport.application.port.in.CommandStations;
import io.fleetport.application.port.in.DeliverReadings;
import io.fleetport.application.port.in.FollowLive;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.RegisterStations;
import io.fleetport.application.port.in.ViewAvailability;
import io.fleetport.application.port.in.ViewDeadLetters;
import io.fleetport.application.port.in.ViewGaps;
import io.fleetport.application.port.in.ViewHistory;
import io.fleetport.application.port.in.ViewPacks;
import io.fleetport.application.port.in.ViewSessions;
import io.fleetport.application.port.in.ViewStationDays;
import io.fleetport.application.port.in.ViewStationHistory;
import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.in.ViewSwaps;
import io.fleetport.application.port.in.ViewTrips;
import io.fleetport.application.port.in.ViewVehicles;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationCertificates;
import io.fleetport.application.port.out.StationCommandChannel;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.request.AnswersOnce;
import io.fleetport.application.station.AvailabilityViews;
import io.fleetport.application.station.PackViews;
import io.fleetport.application.station.SessionViews;
import io.fleetport.application.station.StationCommanding;
import io.fleetport.application.station.StationDayViews;
import io.fleetport.application.station.StationDirectory;
import io.fleetport.application.station.StationHistoryViews;
import io.fleetport.application.station.StationRegistration;
import io.fleetport.application.station.StationViews;
import io.fleetport.application.station.SwapViews;
import io.fleetport.domain.station.StationRule;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Puts the use cases of the API on the ports, whichever those are. */
@Factory
final class UseCases {

    @Singleton
    AnswerOnce answerOnce(IdempotentAnswers answers, HttpSettings settings) {
        return new AnswersOnce(answers, settings.idempotencyKept(), settings.idempotencyPatience(), Clock.systemUTC());
    }

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

    @Singleton
    ViewStations viewStations(Stations stations, StationRule rule) {
        return new StationViews(stations, rule, Clock.systemUTC());
    }

    @Singleton
    ViewStationHistory viewStationHistory(Stations stations, StationHistory history) {
        return new StationHistoryViews(stations, history);
    }

    @Singleton
    ViewAvailability viewAvailability(Stations stations, StationHistory history, StationRule rule) {
        return new AvailabilityViews(stations, history, rule, Clock.systemUTC());
    }

    @Singleton
    ViewStationDays viewStationDays(Stations stations, Sessions sessions, Swaps swaps, StationHistory history) {
        return new StationDayViews(stations, sessions, swaps, history, Clock.systemUTC());
    }

    @Singleton
    ViewSessions viewSessions(Sessions sessions) {
        return new SessionViews(sessions);
    }

    @Singleton
    ViewSwaps viewSwaps(Swaps swaps) {
        return new SwapViews(swaps);
    }

    @Singleton
    ViewPacks viewPacks(Packs packs) {
        return new PackViews(packs);
    }

    /** @param certificates absent where stations get theirs elsewhere */
    @Singleton
    RegisterStations registerStations(
            Stations stations,
            @Nullable StationCertificates certificates,
            @Nullable StationDirectory directory,
            StationRule rule) {
        return new StationRegistration(stations, certificates, directory, rule, Clock.systemUTC());
    }

    @Singleton
    CommandStations commandStations(Stations stations, StationCommands commands, StationCommandChannel channel) {
        return new StationCommanding(stations, commands, channel, Clock.systemUTC());
    }
}
