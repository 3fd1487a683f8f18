package io.fleetport.bootstrap.wiring;

import io.fleetport.application.stream.StreamSettings;
import io.fleetport.application.telemetry.ArchiveSettings;
import io.fleetport.application.telemetry.IntakeRules;
import io.fleetport.application.telemetry.IntakeSettings;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.trip.TripRule;
import io.fleetport.domain.vehicle.Unit;
import io.fleetport.mqtt.ReceiverSettings;
import io.fleetport.tesla.stream.TeslaStreamSettings;
import java.time.Duration;

/** Every bound and rule that an operator may set, with the defaults of the parts they belong to. */
final class Limits {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private Limits() {}

    static IntakeSettings intake(Settings settings) {
        IntakeSettings usual = IntakeSettings.DEFAULT;
        Duration linger = settings.duration("fleetport.intake.batch-linger", usual.batchLinger(), Duration.ZERO);
        Duration longest = longer(usual.longestLinger(), linger);
        return new IntakeSettings(
                settings.number("fleetport.intake.shards", usual.shards(), 1, 64),
                settings.number("fleetport.intake.queued-deliveries", usual.queuedDeliveries(), 1, 1_000_000),
                settings.number("fleetport.intake.queued-bytes", (int) usual.queuedBytes(), 1 << 20, Integer.MAX_VALUE),
                settings.number("fleetport.intake.batch-deliveries", usual.batchDeliveries(), 1, 100_000),
                linger,
                settings.duration("fleetport.intake.longest-linger", longest, linger),
                settings.duration("fleetport.intake.horizon", usual.horizon(), MOMENT),
                settings.duration("fleetport.intake.clock-ahead", usual.clockAhead(), Duration.ZERO),
                settings.instant("fleetport.intake.earliest", usual.earliest()),
                settings.duration("fleetport.intake.silence", usual.silence(), MOMENT),
                settings.number("fleetport.intake.resident-vehicles", usual.residentVehicles(), 1, 10_000_000),
                settings.number("fleetport.intake.resident-stations", usual.residentStations(), 1, 10_000_000));
    }

    static StreamSettings publication(Settings settings) {
        StreamSettings usual = StreamSettings.DEFAULT;
        Duration shortest = settings.duration("fleetport.stream.shortest-pause", usual.shortestPause(), MOMENT);
        Duration longest = longer(usual.longestPause(), shortest);
        return new StreamSettings(
                settings.number("fleetport.stream.lanes", usual.lanes(), 1, 64),
                settings.number("fleetport.stream.queued-deliveries", usual.queuedDeliveries(), 1, 1_000_000),
                settings.number("fleetport.stream.queued-bytes", (int) usual.queuedBytes(), 1 << 20, Integer.MAX_VALUE),
                settings.duration("fleetport.stream.linger", usual.linger(), Duration.ZERO),
                shortest,
                settings.duration("fleetport.stream.longest-pause", longest, shortest));
    }

    /** The usual longest of something whose shortest may be set beyond it. */
    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Keeps the dead letters of nobody. */
    static OrganizationId operator(Settings settings) {
        return new OrganizationId(settings.text("fleetport.stations.operator-organization")
                .orElse(ReceiverSettings.DEFAULT.operator().value()));
    }

    static ArchiveSettings archive(Settings settings) {
        ArchiveSettings usual = ArchiveSettings.DEFAULT;
        return new ArchiveSettings(
                settings.duration("fleetport.archive.gather", usual.gather(), Duration.ZERO),
                settings.number("fleetport.archive.batch-bytes", usual.batchBytes(), 1 << 20, 1 << 30),
                settings.decimal("fleetport.archive.share", usual.share(), 0.01, 1));
    }

    static IntakeRules rules(Settings settings) {
        return new IntakeRules(intake(settings), trips(settings), stations(settings));
    }

    /** Of the largest message that is taken from a station. */
    static int stationMessageBytes(Settings settings) {
        return settings.number(
                "fleetport.stations.most-message-bytes", ReceiverSettings.DEFAULT.mostBytes(), 1, 1 << 20);
    }

    static TripRule trips(Settings settings) {
        TripRule usual = TripRule.DEFAULT;
        Unit speed = Unit.METRE_PER_SECOND;
        return new TripRule(
                settings.duration("fleetport.trip.ends-after", usual.endsAfter(), Duration.ofSeconds(1)),
                settings.duration("fleetport.trip.observed-within", usual.observedWithin(), Duration.ofSeconds(1)),
                speed.inward(settings.decimal(
                        "fleetport.trip.moving-kmh", speed.outward(usual.movingMetresPerSecond()), 0.1, 50)),
                settings.decimal("fleetport.trip.least-m", usual.leastMetres(), 0, 100_000));
    }

    static StationRule stations(Settings settings) {
        StationRule usual = StationRule.DEFAULT;
        Duration least = Duration.ofSeconds(1);
        return new StationRule(
                settings.duration("fleetport.station.swap-abandoned-after", usual.swapAbandonedAfter(), least),
                settings.duration("fleetport.station.session-closed-after", usual.sessionClosedAfter(), least),
                settings.duration("fleetport.station.observed-within", usual.observedWithin(), least));
    }

    static TeslaStreamSettings stream(Settings settings) {
        TeslaStreamSettings usual = TeslaStreamSettings.defaults();
        return usual.withLimits(
                        settings.number("fleetport.vehicles.most-connections", usual.mostConnections(), 1, 1_000_000),
                        settings.number("fleetport.vehicles.messages", usual.messages(), 1, 1_000_000),
                        settings.duration("fleetport.vehicles.interval", usual.interval(), MOMENT),
                        settings.number(
                                "fleetport.vehicles.most-unacknowledged", usual.mostUnacknowledged(), 1, 1_000_000))
                .withPings(
                        settings.duration("fleetport.vehicles.ping-interval", usual.pingInterval(), MOMENT),
                        settings.duration("fleetport.vehicles.read-timeout", usual.readTimeout(), MOMENT))
                .withDrain(
                        settings.duration("fleetport.vehicles.drain-spread", usual.drainSpread(), Duration.ZERO),
                        settings.duration("fleetport.vehicles.drain-grace", usual.drainGrace(), Duration.ZERO));
    }
}
