package io.fleetport.domain.station;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the meter values of a session add up to. The same values in any order give the same tally.
 *
 * @param first oldest reading of the register, null without any
 * @param last newest reading of the register, null without any
 * @param powerSumWatts sum of {@code powerCount} measured powers
 * @param powerMostWatts greatest measured power, null without any
 * @param soc newest measured state of charge, null without any
 */
public record MeterTally(
        @Nullable Sample first,
        @Nullable Sample last,
        double powerSumWatts,
        long powerCount,
        @Nullable Double powerMostWatts,
        @Nullable Sample soc) {

    public static final MeterTally NONE = new MeterTally(null, null, 0, 0, null, null);

    /** A value at a time. */
    public record Sample(Instant at, double value) {

        static Sample older(@Nullable Sample a, Sample b) {
            return a == null || b.at.isBefore(a.at) || b.at.equals(a.at) && b.value < a.value ? b : a;
        }

        static Sample newer(@Nullable Sample a, Sample b) {
            return a == null || b.at.isAfter(a.at) || b.at.equals(a.at) && b.value > a.value ? b : a;
        }
    }

    MeterTally withRegister(Instant at, @Nullable Double joules) {
        if (joules == null) {
            return this;
        }
        Sample sample = new Sample(at, joules);
        return new MeterTally(
                Sample.older(first, sample),
                Sample.newer(last, sample),
                powerSumWatts,
                powerCount,
                powerMostWatts,
                soc);
    }

    MeterTally withPower(@Nullable Double watts) {
        if (watts == null) {
            return this;
        }
        double most = powerMostWatts == null ? watts : Math.max(powerMostWatts, watts);
        return new MeterTally(first, last, powerSumWatts + watts, powerCount + 1, most, soc);
    }

    MeterTally withSoc(Instant at, @Nullable Double percent) {
        return percent == null
                ? this
                : new MeterTally(
                        first,
                        last,
                        powerSumWatts,
                        powerCount,
                        powerMostWatts,
                        Sample.newer(soc, new Sample(at, percent)));
    }
}
