package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up station: what is in it, what happens there, and what it says of that. The same seed and begin make the same station
 * and the same day, whatever the pace at which time passes. Used by one thread.
 */
final class StationModel {

    private static final Duration BETWEEN_SLOTS = Duration.ofMinutes(1);
    private static final List<Double> RATINGS = List.of(7.4, 22.0, 50.0, 120.0);
    private static final double SECONDS_A_DAY = 86_400;
    /** Of what is drawn from the grid reaches a battery. */
    private static final double EFFICIENCY = 0.94;
    /** Lights, fans, the computer. */
    private static final double OWN_KW = 0.35;

    /** The station's way to the broker. */
    interface Line {
        /** Breaks without a word, and stays away for so long. */
        void drop(Duration away);
    }

    private final Agenda agenda;
    private final Journal journal;
    private final ZoneId zone;
    private final SplittableRandom random;
    private final SwapBay bay;
    private final List<Connector> connectors = new ArrayList<>();
    private final Faults faults;
    private final CommandDesk desk;
    private final double latitude;
    private final double longitude;
    private final double climate;
    private double energyKwh;
    private Instant meteredUntil;

    /** @param first when the first telemetry is due after {@code begin}, so that stations do not all speak at once */
    StationModel(
            String stationId,
            StationFleetSettings settings,
            Instant begin,
            Duration first,
            Journal.Sink sink,
            Line line) {
        StationHabits habits = settings.habits();
        random = new SplittableRandom(settings.seed() * 31 + stationId.hashCode());
        zone = settings.zone();
        agenda = new Agenda(begin);
        long drift = habits.largestDrift().toMillis();
        journal = new Journal(stationId, agenda, Duration.ofMillis(random.nextLong(-drift, drift + 1)), sink);
        RushHours rush = new RushHours(zone);
        bay = new SwapBay(stationId, agenda, journal, habits, rush, random.split());
        int count = random.nextInt(2, 5);
        for (int i = 1; i <= count; i++) {
            double rating = RATINGS.get(random.nextInt(RATINGS.size()));
            Connector connector = new Connector("C" + i, rating, agenda, journal, random.split());
            connectors.add(connector);
            if (habits.sessionsPerDay() > 0) {
                expectVehicle(connector, rush, habits.sessionsPerDay());
            }
        }
        faults = new Faults(agenda, journal, habits.faultsPerDay(), bay, connectors, random.split());
        desk = new CommandDesk(agenda, journal, bay, connectors, line);
        latitude = rounded(random.nextDouble(56.42, 56.50));
        longitude = rounded(random.nextDouble(-3.08, -2.85));
        climate = random.nextDouble(-2, 2);
        energyKwh = random.nextInt(1_000, 200_000);
        meteredUntil = begin;
        agenda.at(begin, () -> tellSlots());
        agenda.at(begin.plus(first), () -> tellState(settings.interval()));
        if (habits.disconnectsPerDay() > 0) {
            expectDisconnect(habits, line);
        }
    }

    /** Whether something happens by then. */
    boolean hasDue(Instant time) {
        return agenda.hasDue(time);
    }

    /** Lets the next thing happen. */
    void runNext() {
        agenda.runNext();
    }

    /** Takes a command at this time; everything before has happened. */
    void take(StationCommand command, Instant now) {
        agenda.passTo(now);
        desk.take(command);
    }

    private void tellSlots() {
        charge();
        journal.slots(bay.slots());
        agenda.after(BETWEEN_SLOTS, this::tellSlots);
    }

    private void tellState(Duration interval) {
        charge();
        long free = connectors.stream().filter(Connector::available).count();
        long used = connectors.stream().filter(Connector::inUse).count();
        double power = OWN_KW
                + (bay.powerKw()
                                + connectors.stream()
                                        .mapToDouble(Connector::powerKw)
                                        .sum())
                        / EFFICIENCY;
        double hours = agenda.now().atZone(zone).toLocalTime().toSecondOfDay() / 3600.0;
        double warmth = Math.sin((hours - 9) / 24 * 2 * Math.PI);
        journal.telemetry(json -> {
            json.writeStringField("status", faults.open() == 0 ? "operational" : "degraded");
            json.writeNumberField("battery_available", bay.count("ready"));
            json.writeNumberField("battery_charging", bay.count("charging"));
            StationJson.number(json, "temperature", 14 + climate + 6 * warmth + random.nextDouble(-0.2, 0.2), 1);
            StationJson.number(json, "humidity", 62 - 18 * warmth + random.nextDouble(-0.5, 0.5), 1);
            json.writeNumberField("connectors_available", free);
            json.writeNumberField("connectors_charging", used);
            StationJson.number(json, "power_kw", power, 3);
            StationJson.number(json, "energy_kwh", energyKwh, 3);
            json.writeNumberField("latitude", latitude);
            json.writeNumberField("longitude", longitude);
            json.writeStringField("firmware", "4.2.1");
        });
        agenda.after(interval, () -> tellState(interval));
    }

    private void charge() {
        double own = OWN_KW * Duration.between(meteredUntil, agenda.now()).toMillis() / 3_600_000;
        meteredUntil = agenda.now();
        double charged = bay.charge();
        for (Connector connector : connectors) {
            charged += connector.charge();
        }
        energyKwh += own + charged / EFFICIENCY;
    }

    private void expectVehicle(Connector connector, RushHours rush, double perDay) {
        agenda.at(rush.next(agenda.now(), perDay, random), () -> {
            connector.plugIn();
            expectVehicle(connector, rush, perDay);
        });
    }

    private void expectDisconnect(StationHabits habits, Line line) {
        double mean = SECONDS_A_DAY / habits.disconnectsPerDay();
        agenda.afterSeconds(-Math.log(1 - random.nextDouble()) * mean, () -> {
            line.drop(Duration.ofMillis(random.nextLong(habits.longestAway().toMillis() + 1)));
            expectDisconnect(habits, line);
        });
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }
}
