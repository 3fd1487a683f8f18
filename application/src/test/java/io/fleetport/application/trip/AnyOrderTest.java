package io.fleetport.application.trip;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever order, duplication, delay and batching readings come in with, the trips are the same. */
class AnyOrderTest {

    private static final VehicleId VEHICLE = DriveSet.vehicleId("any");
    private static final Instant START = Instant.parse("2024-05-01T06:00:00Z");

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void aShuffleOfAllReadingsGivesTheSameTrips(@ForAll long seed) {
        Random random = new Random(seed);
        List<Reading> readings = life(random, 150);
        List<Reading> shuffled = new ArrayList<>(readings);
        Collections.shuffle(shuffled, random);
        sameTrips(readings, shuffled, random);
    }

    /** One batch withdraws a trip and then places readings after it: the trip before the withdrawn one must be seen. */
    @Example
    void aTripBeforeOneThatIsWithdrawnInTheSameBatchIsNotForgotten() {
        aShuffleOfAllReadingsGivesTheSameTrips(18416253331510L);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void someReadingsAFewPlacesLateGiveTheSameTrips(@ForAll long seed) {
        Random random = new Random(seed);
        List<Reading> readings = life(random, 200);
        List<Reading> disordered = new ArrayList<>(readings);
        for (int i = 0; i < disordered.size(); i++) {
            if (random.nextInt(4) == 0) {
                int to = Math.min(disordered.size() - 1, i + random.nextInt(12));
                disordered.add(to, disordered.remove(i));
            }
        }
        sameTrips(readings, disordered, random);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void wholeStretchesUploadedInAnotherOrderGiveTheSameTrips(@ForAll long seed) {
        Random random = new Random(seed);
        List<Reading> readings = life(random, 300);
        List<List<Reading>> stretches = new ArrayList<>();
        for (int from = 0; from < readings.size(); ) {
            int until = Math.min(readings.size(), from + 1 + random.nextInt(60));
            stretches.add(readings.subList(from, until));
            from = until;
        }
        Collections.shuffle(stretches, random);
        sameTrips(readings, stretches.stream().flatMap(List::stream).toList(), random);
    }

    private static void sameTrips(List<Reading> inOrder, List<Reading> asHeard, Random random) {
        OneVehicle reference = new OneVehicle(VEHICLE);
        reference.say(inOrder);
        OneVehicle vehicle = new OneVehicle(VEHICLE);
        List<Reading> heard = new ArrayList<>(asHeard);
        for (int twice = random.nextInt(20); twice > 0; twice--) {
            heard.add(random.nextInt(heard.size()), asHeard.get(random.nextInt(asHeard.size())));
        }
        int most = 1 + random.nextInt(40);
        for (int from = 0; from < heard.size(); ) {
            int until = Math.min(heard.size(), from + 1 + random.nextInt(most));
            vehicle.say(heard.subList(from, until));
            from = until;
            if (random.nextInt(10) == 0) {
                vehicle.restart();
            }
            if (random.nextInt(10) == 0) {
                silence(vehicle);
            }
        }
        silence(vehicle);
        silence(reference);
        assertThat(vehicle.content()).isEqualTo(reference.content());
    }

    private static void silence(OneVehicle vehicle) {
        vehicle.fallSilent(vehicle.timeline().newestSeen().orElseThrow().plus(Duration.ofMinutes(5)));
    }

    /** Driving, standing, silence and blindness in turns, by a vehicle that says all or only some of it. */
    private static List<Reading> life(Random random, int count) {
        boolean saysSpeed = random.nextInt(5) > 0;
        boolean saysGear = random.nextBoolean();
        boolean sparse = random.nextBoolean();
        List<Reading> readings = new ArrayList<>();
        long micros = 0;
        double latitude = 50;
        double odometer = 1_000;
        int phase = 0;
        while (readings.size() < count) {
            phase = random.nextInt(5);
            double speed = phase < 3 ? 5 + random.nextInt(25) : 0;
            int length = 1 + random.nextInt(25);
            long step = 1_000_000L * (1 + random.nextInt(sparse ? 60 : 15));
            if (random.nextInt(3) == 0) {
                micros += 1_000_000L * random.nextInt(500);
            }
            for (int i = 0; i < length && readings.size() < count; i++) {
                micros += random.nextInt(15) == 0 ? 0 : step;
                latitude += speed * step / 1e6 / 111_195;
                odometer += speed * step / 1e6;
                List<Signal> signals = new ArrayList<>();
                if (saysSpeed && random.nextInt(3) > 0) {
                    signals.add(
                            random.nextInt(25) == 0
                                    ? new Signal.Unmeasurable(Signals.SPEED)
                                    : new Signal.Quantity(Signals.SPEED, speed));
                }
                if (random.nextInt(3) > 0) {
                    double spike = random.nextInt(30) == 0 ? 1 : 0;
                    signals.add(new Signal.Place(Signals.POSITION, new Position(latitude + spike, 8)));
                }
                if (saysGear && random.nextInt(5) == 0) {
                    signals.add(new Signal.Option(Signals.GEAR, speed > 0 ? "D" : "P"));
                }
                if (random.nextInt(3) == 0) {
                    signals.add(new Signal.Quantity(Signals.ODOMETER, odometer));
                }
                if (random.nextInt(3) == 0) {
                    signals.add(new Signal.Quantity(
                            Signals.STATE_OF_CHARGE, Math.max(1, 90 - odometer / 5_000 - random.nextInt(2))));
                }
                signals.add(new Signal.Quantity(Signals.PACK_POWER, speed * 500));
                Instant at = START.plusNanos(micros * 1_000);
                readings.add(new Reading(VEHICLE, at, random.nextLong(), signals));
            }
        }
        readings.sort(Reading.EVENT_ORDER);
        return readings;
    }
}
