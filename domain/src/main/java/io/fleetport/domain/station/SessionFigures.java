package io.fleetport.domain.station;

import io.fleetport.domain.station.StationEvent.SessionEnded;
import io.fleetport.domain.station.StationEvent.SessionStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws the figures of a session from its facts. */
final class SessionFigures {

    private static final Duration LONG = Duration.ofHours(24);

    /** No connector gives more: the megawatt charging system ends at 3.75 MW (CharIN, MCS white paper, 2022). */
    private static final double MOST_WATTS = 4e6;

    /** Times told in whole minutes may be off by one. */
    private static final double MINUTE = 60;

    private static final double OVER_RATING = 1.25;
    private static final double DISAGREES_SHARE = 0.05;
    private static final double DISAGREES_JOULES = 0.1 * 3.6e6;

    private SessionFigures() {}

    static ChargingSession.Figures of(SessionFacts facts, Instant until, boolean overlaps) {
        Set<SessionFlag> flags = EnumSet.noneOf(SessionFlag.class);
        SessionStarted started = facts.started();
        SessionEnded ended = facts.ended();
        double seconds = seconds(facts.startedAt(), until);
        if (started == null) {
            flags.add(SessionFlag.START_MISSING);
        }
        if (seconds < 0) {
            flags.add(SessionFlag.ENDS_BEFORE_START);
        }
        if (ended != null && seconds == 0) {
            flags.add(SessionFlag.NO_DURATION);
        }
        if (seconds > LONG.toSeconds()) {
            flags.add(SessionFlag.OVER_24H);
        }
        if (overlaps) {
            flags.add(SessionFlag.OVERLAPS);
        }
        @Nullable SessionEnergy energy = energy(facts, seconds, flags);
        @Nullable Double rated = started == null ? null : started.ratedWatts();
        if (energy != null) {
            double meanWatts = energy.joules() / (Math.max(0, seconds) + MINUTE);
            if (meanWatts > MOST_WATTS) {
                flags.add(SessionFlag.IMPLAUSIBLE_ENERGY);
            } else if (rated != null && meanWatts > OVER_RATING * rated) {
                flags.add(SessionFlag.OVER_RATING);
            }
            if (ended != null && energy.joules() == 0) {
                flags.add(SessionFlag.ZERO_ENERGY);
            }
        }
        return new ChargingSession.Figures(
                started == null ? null : started.connector(),
                started == null ? null : started.vehicle(),
                energy,
                started == null ? null : started.socPercent(),
                socEnd(facts),
                peak(facts),
                rated,
                flags);
    }

    private static @Nullable SessionEnergy energy(SessionFacts facts, double seconds, Set<SessionFlag> flags) {
        @Nullable Double metered = metered(facts.tally(), flags);
        @Nullable Double total = facts.ended() == null ? null : facts.ended().energyJoules();
        if (total != null && total < 0) {
            flags.add(SessionFlag.IMPLAUSIBLE_ENERGY);
            total = null;
        }
        if (metered != null) {
            if (total != null && Math.abs(metered - total) > Math.max(DISAGREES_SHARE * metered, DISAGREES_JOULES)) {
                flags.add(SessionFlag.ENERGY_DISAGREES);
            }
            return new SessionEnergy(metered, SessionEnergy.Source.METER);
        }
        if (total != null) {
            return new SessionEnergy(total, SessionEnergy.Source.STATION_TOTAL);
        }
        MeterTally tally = facts.tally();
        if (tally.powerCount() == 0 || seconds <= 0) {
            return null;
        }
        double mean = tally.powerSumWatts() / tally.powerCount();
        return new SessionEnergy(mean * seconds, SessionEnergy.Source.ESTIMATED);
    }

    private static @Nullable Double metered(MeterTally tally, Set<SessionFlag> flags) {
        MeterTally.Sample first = tally.first();
        MeterTally.Sample last = tally.last();
        if (first == null || last == null || first.at().equals(last.at())) {
            return null;
        }
        if (last.value() < first.value()) {
            flags.add(SessionFlag.METER_RAN_BACK);
            return null;
        }
        return last.value() - first.value();
    }

    private static @Nullable Double socEnd(SessionFacts facts) {
        SessionEnded ended = facts.ended();
        if (ended != null && ended.socPercent() != null) {
            return ended.socPercent();
        }
        MeterTally.Sample last = facts.tally().soc();
        return last == null ? null : Double.valueOf(last.value());
    }

    private static @Nullable Double peak(SessionFacts facts) {
        @Nullable Double measured = facts.tally().powerMostWatts();
        @Nullable Double told = facts.ended() == null ? null : facts.ended().peakWatts();
        if (measured == null || told == null) {
            return measured == null ? told : measured;
        }
        return Math.max(measured, told);
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }
}
