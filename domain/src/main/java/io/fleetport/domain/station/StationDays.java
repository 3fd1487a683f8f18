package io.fleetport.domain.station;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Draws up the days of a station. A day lasts from one local midnight to the next, so it may have 23 or 25 hours. The same
 * sessions and swaps in any order give the same days.
 */
public final class StationDays {

    private final LocalDate first;
    /** Beginnings of the days, and the end of the last one. */
    private final Instant[] midnights;

    private final int[] sessions;
    private final int[] flagged;
    private final int[] swaps;
    private final double[] joules;
    private final Duration[] occupied;
    private final boolean[] complete;
    private final List<Instant> begins = new ArrayList<>();
    private final List<Instant> ends = new ArrayList<>();

    /** @param until the day after the last one, which must come after {@code from} */
    private StationDays(LocalDate from, LocalDate until, ZoneId zone) {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("until " + until + " must be after from " + from);
        }
        first = from;
        midnights = from.datesUntil(until.plusDays(1))
                .map(date -> date.atStartOfDay(zone).toInstant())
                .toArray(Instant[]::new);
        int days = midnights.length - 1;
        sessions = new int[days];
        flagged = new int[days];
        swaps = new int[days];
        joules = new double[days];
        occupied = new Duration[days];
        Arrays.fill(occupied, Duration.ZERO);
        complete = new boolean[days];
        Arrays.fill(complete, true);
    }

    /**
     * The days {@code [from, until)} of one station, oldest first.
     *
     * @param sessions all that took place in the days at least in part; others do no harm
     * @param swaps all that started in them; others do no harm
     * @param lost all that touch them; others do no harm
     */
    public static List<StationDay> of(
            Collection<ChargingSession> sessions,
            Collection<Swap> swaps,
            Collection<LostEvents> lost,
            LocalDate from,
            LocalDate until,
            ZoneId zone) {
        StationDays days = new StationDays(from, until, zone);
        sessions.forEach(days::add);
        swaps.forEach(days::add);
        lost.forEach(days::mark);
        return days.drawn();
    }

    private void add(ChargingSession session) {
        int day = dayOf(session.startedAt());
        if (isShown(day)) {
            sessions[day]++;
            ChargingSession.Figures figures = session.figures();
            flagged[day] += figures.flags().isEmpty() ? 0 : 1;
            SessionEnergy energy = figures.energy();
            if (energy != null && figures.counts()) {
                joules[day] += energy.joules();
            }
        }
        // Nothing vouches for how long a session lasted whose end was never told.
        if (session instanceof ChargingSession.Finished finished) {
            occupy(finished.startedAt(), finished.endedAt());
        }
    }

    private void occupy(Instant from, Instant until) {
        begins.add(from);
        ends.add(until);
        for (int day = Math.max(0, dayOf(from)); isShown(day) && midnights[day].isBefore(until); day++) {
            Instant begin = later(from, midnights[day]);
            Instant end = until.isBefore(midnights[day + 1]) ? until : midnights[day + 1];
            occupied[day] = occupied[day].plus(Duration.between(begin, end));
        }
    }

    private void add(Swap swap) {
        int day = dayOf(swap.startedAt());
        if (isShown(day) && swap instanceof Swap.Completed) {
            swaps[day]++;
        }
    }

    private void mark(LostEvents gap) {
        for (int day = Math.max(0, dayOf(gap.from())); isShown(day) && !midnights[day].isAfter(gap.until()); day++) {
            complete[day] = false;
        }
    }

    private List<StationDay> drawn() {
        begins.sort(null);
        ends.sort(null);
        int[] peaks = new int[sessions.length];
        for (int day = 0; day < peaks.length; day++) {
            // Those that came over midnight; one that ended at midnight did not.
            peaks[day] = busyAt(midnights[day]);
        }
        for (Instant begin : begins) {
            int day = dayOf(begin);
            if (isShown(day)) {
                peaks[day] = Math.max(peaks[day], busyAt(begin));
            }
        }
        List<StationDay> days = new ArrayList<>(peaks.length);
        for (int day = 0; day < peaks.length; day++) {
            days.add(new StationDay(
                    first.plusDays(day),
                    sessions[day],
                    joules[day],
                    occupied[day],
                    peaks[day],
                    swaps[day],
                    flagged[day],
                    complete[day]));
        }
        return days;
    }

    /** Sessions that have begun and not ended; at equal times an end comes before a beginning. */
    private int busyAt(Instant at) {
        return upTo(begins, at) - upTo(ends, at);
    }

    /** How many of the times, which are in order, are not after {@code at}. */
    private static int upTo(List<Instant> times, Instant at) {
        int low = 0;
        int high = times.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.get(middle).isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Which day the time is in; -1 before the first, their number after the last. */
    private int dayOf(Instant at) {
        return upTo(Arrays.asList(midnights), at) - 1;
    }

    private boolean isShown(int day) {
        return day >= 0 && day < sessions.length;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
