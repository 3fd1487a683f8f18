package io.fleetport.application.trip;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.vehicle.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Really recorded drives, said in the order of the publishers' files. */
class RecordedDrivesTest {

    static Stream<String> labelled() {
        return DriveSet.LABELLED.stream();
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void theTripsFoundAreThoseThatWereDriven(String set) {
        GroundTruth.Score score = GroundTruth.read(set).score(found(set, 1));
        GroundTruth.Score unsplit = GroundTruth.read(set, false).score(found(set, 1));
        System.out.println(GroundTruth.Score.header());
        System.out.println(score);
        System.out.println(unsplit + " (recordings left whole)");
        boolean petrol = set.startsWith("fuel");
        assertThat(score.boundaryF1()).as("boundary F1").isGreaterThanOrEqualTo(0.98);
        assertThat(score.distanceErrorPercent()).as("median distance error").isLessThanOrEqualTo(petrol ? 1 : 4);
        if (petrol) {
            assertThat(score.fuelErrorPercent()).as("median fuel error").isLessThanOrEqualTo(3);
        }
        if (set.startsWith("ev-")) {
            assertThat(score.socErrorPoints())
                    .as("median error of the charge used")
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void anotherOrderOfTheUploadsGivesTheSameTrips(String set) {
        Map<String, List<Reading>> readings = byVehicle(set);
        readings.forEach((vehicle, inFileOrder) -> {
            OneVehicle asRecorded = new OneVehicle(inFileOrder.getFirst().vehicle());
            inBatches(asRecorded, inFileOrder, new Random(7), 200);
            OneVehicle sorted = new OneVehicle(inFileOrder.getFirst().vehicle());
            inBatches(sorted, inFileOrder.stream().sorted(Reading.EVENT_ORDER).toList(), new Random(8), 200);
            assertThat(asRecorded.content()).isEqualTo(sorted.content());
            assertThat(sorted.told()).allMatch(trip -> trip.revision().number() == 1);
        });
    }

    @Test
    void silenceOfATruckIsNotATrip() {
        byVehicle(DriveSet.TRUCKS).forEach((vehicle, readings) -> {
            OneVehicle truck = new OneVehicle(readings.getFirst().vehicle());
            inBatches(truck, readings, new Random(3), 300);
            assertThat(truck.told()).isNotEmpty();
            for (Trip trip : truck.told()) {
                TripFigures figures = trip.figures();
                assertThat(figures.averageSpeedMetresPerSecond()).isLessThan(60);
                assertThat(longestSilenceWithin(trip, readings)).isLessThan(Duration.ofMinutes(5));
            }
        });
    }

    private static Duration longestSilenceWithin(Trip trip, List<Reading> readings) {
        List<Reading> within = readings.stream()
                .filter(r -> !r.observedAt().isBefore(trip.startedAt())
                        && !r.observedAt().isAfter(trip.figures().lastMovingAt()))
                .sorted(Reading.EVENT_ORDER)
                .toList();
        Duration longest = Duration.ZERO;
        for (int i = 1; i < within.size(); i++) {
            Duration silence = Duration.between(
                    within.get(i - 1).observedAt(), within.get(i).observedAt());
            longest = silence.compareTo(longest) > 0 ? silence : longest;
        }
        return longest;
    }

    private static List<GroundTruth.Found> found(String set, int seed) {
        List<GroundTruth.Found> found = new ArrayList<>();
        byVehicle(set).forEach((vehicle, readings) -> {
            OneVehicle timeline = new OneVehicle(readings.getFirst().vehicle());
            inBatches(timeline, readings, new Random(seed), 100);
            timeline.fallSilent(timeline.timeline().newestSeen().orElseThrow().plus(Duration.ofMinutes(5)));
            for (Trip trip : timeline.told()) {
                assertThat(trip).isInstanceOf(Trip.Finished.class);
                found.add(asFound(vehicle, (Trip.Finished) trip));
            }
        });
        return found;
    }

    private static GroundTruth.Found asFound(String vehicle, Trip.Finished trip) {
        TripFigures figures = trip.figures();
        Double start = figures.socStartPercent();
        Double end = figures.socEndPercent();
        Double fuel = figures.fuelCubicMetres();
        return new GroundTruth.Found(
                vehicle,
                trip.startedAt(),
                trip.endedAt(),
                figures.distanceMetres() / 1_000,
                fuel == null ? Double.NaN : fuel * 1_000,
                start == null || end == null ? Double.NaN : start - end);
    }

    private static Map<String, List<Reading>> byVehicle(String set) {
        Map<String, List<Reading>> readings = new LinkedHashMap<>();
        for (DriveSet.Line line : DriveSet.read(set).lines()) {
            readings.computeIfAbsent(line.vehicle(), vehicle -> new ArrayList<>())
                    .add(line.reading());
        }
        return readings;
    }

    private static void inBatches(OneVehicle vehicle, List<Reading> readings, Random random, int most) {
        for (int from = 0; from < readings.size(); ) {
            int until = Math.min(readings.size(), from + 1 + random.nextInt(most));
            vehicle.say(readings.subList(from, until));
            from = until;
        }
    }
}
