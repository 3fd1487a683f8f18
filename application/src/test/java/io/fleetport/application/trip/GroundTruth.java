package io.fleetport.application.trip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The drives that a labelled set really holds, and how well found trips agree with them.
 *
 * <p>Publishers cut their recordings where it suited them: trips of a vehicle with less than the rule's five minutes
 * between them are one drive; a recording that stands or is silent for five minutes or more in the middle is two, as the
 * data's own documentation allows; and a drive uploaded twice is one. A recording may begin before the vehicle moves and
 * end after it stopped, so a start is right anywhere from the first record to the first movement, an end from the last
 * movement to the last record, each within a minute.
 */
public record GroundTruth(String set, List<Drive> drives) {

    private static final Duration RULE = Duration.ofMinutes(5);
    private static final Duration SAME_STOP = Duration.ofSeconds(5);
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** A drive: movement from {@code moveStart} to {@code moveEnd}, recorded from {@code start} to {@code end}. */
    public record Drive(
            String vehicle,
            Instant start,
            Instant moveStart,
            Instant moveEnd,
            Instant end,
            double kilometres,
            double litres,
            double socUsed,
            boolean wholeRecordings) {}

    /** A trip as it was found. {@code litres} and {@code socUsed} are not a number where unknown. */
    public record Found(
            String vehicle, Instant startedAt, Instant endedAt, double kilometres, double litres, double socUsed) {}

    /** The figures of one set. Errors are medians in percent, not a number where nothing was to compare. */
    public record Score(
            String set,
            int drives,
            int found,
            double boundaryF1,
            double byMovementF1,
            double byRecordF1,
            double distanceErrorPercent,
            double fuelErrorPercent,
            double socErrorPoints) {

        public static String header() {
            return String.format(
                    "%-16s %6s %6s %11s %12s %10s %11s %8s %8s",
                    "set",
                    "drives",
                    "found",
                    "boundary F1",
                    "(movement)",
                    "(record)",
                    "distance %",
                    "fuel %",
                    "soc pts");
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-16s %6d %6d %11.3f %12.3f %10.3f %11.2f %8.2f %8.2f",
                    set,
                    drives,
                    found,
                    boundaryF1,
                    byMovementF1,
                    byRecordF1,
                    distanceErrorPercent,
                    fuelErrorPercent,
                    socErrorPoints);
        }
    }

    /** Reads the truth of a labelled set, splitting it at standstills the rule must split at. */
    public static GroundTruth read(String set) {
        return read(set, true);
    }

    /** As {@link #read(String)}; {@code split} false leaves recordings whole that stand or are silent for longer than the rule. */
    public static GroundTruth read(String set, boolean split) {
        Map<String, List<Drive>> byVehicle = new TreeMap<>();
        List<Stop> stops = split ? stops(set) : List.of();
        for (Map<String, String> row : DriveSet.csv(set + "/trips.csv")) {
            if (!row.containsKey("duplicate_of")) {
                byVehicle
                        .computeIfAbsent(text(row, "vehicle_id"), vehicle -> new ArrayList<>())
                        .addAll(drives(row, stops));
            }
        }
        List<Drive> all = new ArrayList<>();
        byVehicle.values().forEach(drives -> all.addAll(joined(drives)));
        return new GroundTruth(set, List.copyOf(all));
    }

    private record Stop(String trip, Instant from, Instant until) {}

    /** Standstills and holes inside recordings; what the file lists piece by piece, a moment apart, is one. */
    private static List<Stop> stops(String set) {
        List<Stop> stops = new ArrayList<>();
        for (Map<String, String> row : DriveSet.csv(set + "/stops.csv")) {
            Stop stop = new Stop(text(row, "trip_id"), instant(row, "start_ts"), instant(row, "end_ts"));
            Stop last = stops.isEmpty() ? null : stops.getLast();
            if (last != null
                    && last.trip.equals(stop.trip)
                    && Duration.between(last.until, stop.from).compareTo(SAME_STOP) <= 0) {
                stops.set(stops.size() - 1, new Stop(last.trip, last.from, stop.until));
            } else {
                stops.add(stop);
            }
        }
        return stops;
    }

    private static List<Drive> drives(Map<String, String> row, List<Stop> stops) {
        Instant moveStart = instant(row, "move_start_ts");
        Instant moveEnd = instant(row, "move_end_ts");
        Drive whole = new Drive(
                text(row, "vehicle_id"),
                instant(row, "start_ts"),
                moveStart,
                moveEnd,
                instant(row, "end_ts"),
                number(row, "dist_ref_km"),
                number(row, "fuel_l"),
                number(row, "soc_used"),
                true);
        List<Drive> parts = new ArrayList<>();
        Drive rest = whole;
        for (Stop stop : stops) {
            Instant from = stop.from;
            Instant until = stop.until;
            if (stop.trip.equals(row.get("trip_id"))
                    && Duration.between(from, until).compareTo(RULE) >= 0) {
                parts.add(part(rest, rest.start, min(rest.moveStart, from), min(rest.moveEnd, from), from));
                rest = part(rest, until, max(rest.moveStart, until), max(rest.moveEnd, until), rest.end);
            }
        }
        parts.add(rest);
        return parts;
    }

    private static Drive part(Drive of, Instant start, Instant moveStart, Instant moveEnd, Instant end) {
        return new Drive(of.vehicle, start, moveStart, moveEnd, end, of.kilometres, of.litres, of.socUsed, false);
    }

    private static List<Drive> joined(List<Drive> drives) {
        drives.sort(Comparator.comparing(Drive::start));
        List<Drive> joined = new ArrayList<>();
        for (Drive drive : drives) {
            Drive last = joined.isEmpty() ? null : joined.getLast();
            boolean near = last != null
                    && Duration.between(last.end, drive.start).compareTo(RULE) < 0
                    && !last.end.equals(drive.start);
            if (!near) {
                joined.add(drive);
                continue;
            }
            joined.removeLast();
            // A recording of nothing but a standstill does not move the end of the movement before it.
            boolean moves = !drive.moveEnd.equals(drive.start);
            joined.add(new Drive(
                    last.vehicle,
                    last.start,
                    last.moveStart,
                    moves ? drive.moveEnd : last.moveEnd,
                    drive.end,
                    last.kilometres + drive.kilometres,
                    last.litres + drive.litres,
                    last.socUsed + drive.socUsed,
                    last.wholeRecordings && drive.wholeRecordings));
        }
        return joined;
    }

    /** Compares the trips found in the set with its drives. */
    public Score score(List<Found> trips) {
        List<Double> distance = new ArrayList<>();
        List<Double> fuel = new ArrayList<>();
        List<Double> soc = new ArrayList<>();
        for (Drive drive : drives) {
            Found trip = best(drive, trips);
            if (trip == null || !drive.wholeRecordings) {
                continue;
            }
            distance.add(100 * Math.abs(trip.kilometres - drive.kilometres) / drive.kilometres);
            if (!Double.isNaN(drive.litres)) {
                fuel.add(Double.isNaN(trip.litres) ? 100 : 100 * Math.abs(trip.litres - drive.litres) / drive.litres);
            }
            if (!Double.isNaN(drive.socUsed)) {
                soc.add(Double.isNaN(trip.socUsed) ? 100 : Math.abs(trip.socUsed - drive.socUsed));
            }
        }
        return new Score(
                set,
                drives.size(),
                trips.size(),
                f1(trips, Edge.ANYWHERE),
                f1(trips, Edge.MOVEMENT),
                f1(trips, Edge.RECORD),
                median(distance),
                median(fuel),
                median(soc));
    }

    private enum Edge {
        ANYWHERE,
        MOVEMENT,
        RECORD
    }

    /** Of all boundaries, told and true, how many have a partner; each true one is used at most once. */
    private double f1(List<Found> trips, Edge edge) {
        int matched = 0;
        List<Drive> startsLeft = new ArrayList<>(drives);
        List<Drive> endsLeft = new ArrayList<>(drives);
        for (Found trip : trips) {
            matched += take(startsLeft, trip, edge, true) + take(endsLeft, trip, edge, false);
        }
        return 2.0 * matched / (2.0 * drives.size() + 2.0 * trips.size());
    }

    private static int take(List<Drive> left, Found trip, Edge edge, boolean start) {
        for (Drive drive : left) {
            Instant outer = start ? drive.start : drive.end;
            Instant inner = start ? drive.moveStart : drive.moveEnd;
            Instant a = edge == Edge.MOVEMENT ? inner : outer;
            Instant b = edge == Edge.RECORD ? outer : inner;
            Instant at = start ? trip.startedAt : trip.endedAt;
            if (drive.vehicle.equals(trip.vehicle)
                    && !at.isBefore(min(a, b).minus(TOLERANCE))
                    && !at.isAfter(max(a, b).plus(TOLERANCE))) {
                left.remove(drive);
                return 1;
            }
        }
        return 0;
    }

    private static Found best(Drive drive, List<Found> trips) {
        Found best = null;
        long most = 0;
        for (Found trip : trips) {
            long overlap = Duration.between(max(drive.start, trip.startedAt), min(drive.end, trip.endedAt))
                    .toSeconds();
            if (trip.vehicle.equals(drive.vehicle) && overlap > most) {
                most = overlap;
                best = trip;
            }
        }
        return best;
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static String text(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static Instant instant(Map<String, String> row, String column) {
        return Instant.parse(text(row, column));
    }

    private static double number(Map<String, String> row, String column) {
        String value = row.get(column);
        return value == null ? Double.NaN : Double.parseDouble(value);
    }
}
