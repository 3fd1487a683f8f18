package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/**
 * When vehicles come: a Poisson process whose rate follows the time of day, with two rush hours. Points are drawn by thinning
 * (Lewis and Shedler, Simulation of nonhomogeneous Poisson processes by thinning, 1979).
 */
final class RushHours {

    private static final double SECONDS_A_DAY = 86_400;
    private static final double MORNING = 8;
    private static final double EVENING = 18;
    private static final double MORNING_WIDTH = 1.5;
    private static final double EVENING_WIDTH = 2;
    /** Never quite nobody. */
    private static final double NIGHT = 0.15;

    private static final double DAY = 0.6;
    /** What the curve below integrates to over 24 h, divided by 24. */
    private static final double AVERAGE = average();
    /** Above every value of the curve. */
    private static final double HIGHEST = 3;

    private final ZoneId zone;

    RushHours(ZoneId zone) {
        this.zone = zone;
    }

    /** When the next vehicle comes, if {@code perDay} come on an average day. */
    Instant next(Instant after, double perDay, RandomGenerator random) {
        double highestPerSecond = perDay / SECONDS_A_DAY * HIGHEST / AVERAGE;
        Instant candidate = after;
        do {
            double pause = -Math.log(1 - random.nextDouble()) / highestPerSecond;
            candidate = candidate.plus(Duration.ofMillis(1 + Math.round(pause * 1000)));
        } while (random.nextDouble() * HIGHEST > curve(hours(candidate)));
        return candidate;
    }

    private double hours(Instant time) {
        return time.atZone(zone).toLocalTime().toSecondOfDay() / 3600.0;
    }

    /** Relative to nothing in particular: see {@link #AVERAGE}. */
    private static double curve(double hours) {
        double day = hours > 6 && hours < 22 ? DAY : NIGHT;
        return day + 2 * peak(hours - MORNING, MORNING_WIDTH) + 2.2 * peak(hours - EVENING, EVENING_WIDTH);
    }

    private static double peak(double away, double width) {
        return Math.exp(-away * away / (2 * width * width));
    }

    private static double average() {
        double sum = 0;
        int steps = 24 * 60;
        for (int i = 0; i < steps; i++) {
            sum += curve(i / 60.0);
        }
        return sum / steps;
    }
}
