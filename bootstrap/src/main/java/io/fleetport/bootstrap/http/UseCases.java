package io.fleetport.bootstrap.http;

import io.fleetport.application.audit.AuditRecorder;
import io.fleetport.application.audit.AuditViews;
import io.fleetport.application.audit.Refusals;
import io.fleetport.application.cache.PolledReads;
import io.fleetport.application.document.DocumentManagement;
import io.fleetport.application.document.DocumentOwners;
import io.fleetport.application.document.DocumentSettings;
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
import io.fleetport.application.port.in.EraseData;
import io.fleetport.application.port.in.FollowLive;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.ManageDocuments;
import io.fleetport.application.port.in.ManageWebhooks;
import io.fleetport.application.port.in.RegisterStations;
import io.fleetport.application.port.in.RevealVin;
import io.fleetport.application.port.in.SteerDeliveries;
import io.fleetport.application.port.in.SwitchPositions;
import io.fleetport.application.port.in.ViewAudit;
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
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.EventBodies;
import io.fleetport.application.port.out.Gaps;
import io.fleetport.application.port.out.History;
import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.application.port.out.StationCertificates;
import io.fleetport.application.port.out.StationCommandChannel;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationHistory;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.application.port.out.WebhookSender;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.application.privacy.ErasureOrders;
import io.fleetport.application.privacy.ErasureWork;
import io.fleetport.application.privacy.PositionSwitch;
import io.fleetport.application.privacy.VinReveals;
import io.fleetport.application.request.AnswersOnce;
import io.fleetport.application.scope.ConfinedAvailability;
import io.fleetport.application.scope.ConfinedCommands;
import io.fleetport.application.scope.ConfinedDeadLetters;
import io.fleetport.application.scope.ConfinedDelivery;
import io.fleetport.application.scope.ConfinedDocuments;
import io.fleetport.application.scope.ConfinedGaps;
import io.fleetport.application.scope.ConfinedHistory;
import io.fleetport.application.scope.ConfinedLive;
import io.fleetport.application.scope.ConfinedPacks;
import io.fleetport.application.scope.ConfinedRegistration;
import io.fleetport.application.scope.ConfinedSessions;
import io.fleetport.application.scope.ConfinedStationDays;
import io.fleetport.application.scope.ConfinedStationHistory;
import io.fleetport.application.scope.ConfinedStations;
import io.fleetport.application.scope.ConfinedSwaps;
import io.fleetport.application.scope.ConfinedTrips;
import io.fleetport.application.scope.ConfinedVehicles;
import io.fleetport.application.scope.Scopes;
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
import io.fleetport.application.webhook.DeliverySteering;
import io.fleetport.application.webhook.WebhookDispatch;
import io.fleetport.application.webhook.WebhookManagement;
import io.fleetport.application.webhook.WebhookSettings;
import io.fleetport.domain.station.StationRule;
import io.micrometer.core.instrument.MeterRegistry;
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

    /** @param polled absent where each request asks the store */
    @Singleton
    ViewVehicles viewVehicles(Vehicles vehicles, @Nullable PolledReads polled, Scopes scopes) {
        Vehicles shown = polled == null ? vehicles : polled.vehicles();
        return new ConfinedVehicles(new VehicleViews(shown, Clock.systemUTC()), scopes);
    }

    @Singleton
    VehicleNames vehicleNames(Vehicles vehicles) {
        return new VehicleNames(vehicles, Clock.systemUTC());
    }

    @Singleton
    ViewHistory viewHistory(Vehicles vehicles, History history, Scopes scopes) {
        return new ConfinedHistory(new HistoryViews(vehicles, history), scopes);
    }

    @Singleton
    ViewTrips viewTrips(Trips trips, Vehicles vehicles, VehicleNames names, History history, Scopes scopes) {
        return new ConfinedTrips(new TripViews(trips, vehicles, names, history), scopes);
    }

    @Singleton
    ViewGaps viewGaps(Gaps gaps, VehicleNames names, Scopes scopes) {
        return new ConfinedGaps(new GapViews(gaps, names), scopes);
    }

    @Singleton
    ViewDeadLetters viewDeadLetters(DeadLetters deadLetters, AuditTrail trail, Scopes scopes) {
        return new ConfinedDeadLetters(new DeadLetterViews(deadLetters, trail), scopes);
    }

    @Singleton
    AuditTrail auditTrail(AuditLog log) {
        return new AuditRecorder(log, Clock.systemUTC());
    }

    @Singleton
    Refusals refusals(AuditTrail trail, MeterRegistry meters) {
        return new Refusals(trail, meters, Clock.systemUTC());
    }

    @Singleton
    ViewAudit viewAudit(AuditLog log, AuditTrail trail) {
        return new AuditViews(log, trail);
    }

    @Singleton
    FollowLive followLive(LiveBus bus, Scopes scopes) {
        return new ConfinedLive(new LiveViews(bus), scopes);
    }

    @Singleton
    DeliverReadings deliverReadings(IngestTelemetry intake, Pseudonyms pseudonyms, Scopes scopes) {
        return new ConfinedDelivery(new ReadingDelivery(intake, pseudonyms, Clock.systemUTC()), pseudonyms, scopes);
    }

    /** @param polled absent where each request asks the store */
    @Singleton
    ViewStations viewStations(Stations stations, @Nullable PolledReads polled, StationRule rule, Scopes scopes) {
        Stations shown = polled == null ? stations : polled.stations();
        return new ConfinedStations(new StationViews(shown, rule, Clock.systemUTC()), scopes);
    }

    @Singleton
    ViewStationHistory viewStationHistory(Stations stations, StationHistory history, Scopes scopes) {
        return new ConfinedStationHistory(new StationHistoryViews(stations, history), scopes);
    }

    @Singleton
    ViewAvailability viewAvailability(Stations stations, StationHistory history, StationRule rule, Scopes scopes) {
        return new ConfinedAvailability(new AvailabilityViews(stations, history, rule, Clock.systemUTC()), scopes);
    }

    @Singleton
    ViewStationDays viewStationDays(
            Stations stations, Sessions sessions, Swaps swaps, StationHistory history, Scopes scopes) {
        return new ConfinedStationDays(
                new StationDayViews(stations, sessions, swaps, history, Clock.systemUTC()), scopes);
    }

    @Singleton
    ViewSessions viewSessions(Sessions sessions, Scopes scopes) {
        return new ConfinedSessions(new SessionViews(sessions), scopes);
    }

    @Singleton
    ViewSwaps viewSwaps(Swaps swaps, Scopes scopes) {
        return new ConfinedSwaps(new SwapViews(swaps), scopes);
    }

    @Singleton
    ViewPacks viewPacks(Packs packs, Scopes scopes) {
        return new ConfinedPacks(new PackViews(packs), scopes);
    }

    /** @param certificates absent where stations get theirs elsewhere */
    @Singleton
    RegisterStations registerStations(
            Stations stations,
            @Nullable StationCertificates certificates,
            @Nullable StationDirectory directory,
            StationRule rule,
            AuditTrail trail,
            Scopes scopes) {
        return new ConfinedRegistration(
                new StationRegistration(stations, certificates, directory, rule, trail, Clock.systemUTC()), scopes);
    }

    @Singleton
    RevealVin revealVin(VinVault vault, DataKeyRing keys, AuditTrail audit) {
        return new VinReveals(vault, keys, audit);
    }

    @Singleton
    SwitchPositions switchPositions(Vehicles vehicles, PrivacyRules rules, Discretion book, AuditTrail audit) {
        return new PositionSwitch(vehicles, rules, book, audit);
    }

    /** @param work absent where erasures are carried out elsewhere */
    @Singleton
    EraseData eraseData(
            Vehicles vehicles,
            VinVault vault,
            Erasures erasures,
            Discretion book,
            AuditTrail audit,
            @Nullable ErasureWork work) {
        Runnable wake = work == null ? () -> {} : work::wake;
        return new ErasureOrders(vehicles, vault, erasures, book, audit, wake, Clock.systemUTC());
    }

    @Singleton
    CommandStations commandStations(
            Stations stations,
            StationCommands commands,
            StationCommandChannel channel,
            AuditTrail trail,
            Scopes scopes) {
        return new ConfinedCommands(
                new StationCommanding(stations, commands, channel, trail, Clock.systemUTC()), scopes);
    }

    @Singleton
    ManageDocuments manageDocuments(
            Documents documents,
            DocumentFiles files,
            Vehicles vehicles,
            Trips trips,
            Discretion book,
            DocumentSettings settings,
            AuditTrail audit,
            Scopes scopes) {
        ManageDocuments all = new DocumentManagement(
                documents, files, new DocumentOwners(vehicles, trips, book), settings, audit, Clock.systemUTC());
        return new ConfinedDocuments(all, documents, trips, scopes);
    }

    @Singleton
    ManageWebhooks manageWebhooks(
            Stores stores, SigningSecrets secrets, WebhookSender sender, WebhookSettings settings, AuditTrail audit) {
        return new WebhookManagement(
                stores.webhooks(), stores.deliveryQueue(), secrets, sender, settings, audit, Clock.systemUTC());
    }

    @Singleton
    SteerDeliveries steerDeliveries(
            Stores stores,
            EventBodies bodies,
            SigningSecrets secrets,
            WebhookSender sender,
            WebhookSettings settings,
            @Nullable WebhookDispatch dispatch,
            AuditTrail audit) {
        return new DeliverySteering(
                stores,
                bodies,
                secrets,
                sender,
                settings,
                audit,
                dispatch == null ? () -> {} : dispatch::wake,
                Clock.systemUTC());
    }
}
