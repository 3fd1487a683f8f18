package io.fleetport.tesla.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoadScheduleTest {

    private static final int VEHICLES = 10;
    private static final double RATE = 100;
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void risesSteadilyAndThenStays() {
        LoadSchedule schedule = schedule(20, 60);

        assertThat(schedule.records()).isEqualTo(5_000);
        assertThat(dueWithin(schedule, 0, 5)).isEqualTo(63); // 5 s x 12.5/s on average, and the one due at once
        assertThat(dueWithin(schedule, 10, 11)).isCloseTo(52, within(1));
        assertThat(dueWithin(schedule, 20, 21)).isEqualTo(100);
        assertThat(dueWithin(schedule, 59, 60)).isEqualTo(100);
        assertThat(dueWithin(schedule, 0, 60)).isEqualTo(5_000);
    }

    @Test
    void isAsFastFromTheFirstSecondWithoutARise() {
        LoadSchedule schedule = schedule(0, 60);

        assertThat(schedule.records()).isEqualTo(6_000);
        assertThat(dueWithin(schedule, 0, 1)).isEqualTo(100);
        assertThat(schedule.secondsSincePrevious(3, 0)).isEqualTo(0.1);
        assertThat(schedule.secondsSincePrevious(3, 7)).isCloseTo(0.1, within(1e-9));
        assertThat(schedule.due(0, 600)).isEqualTo(RecordSource.NEVER);
    }

    @Test
    void leavesMoreTimeBetweenRecordsWhileTheRateIsLow() {
        LoadSchedule schedule = schedule(20, 60);

        double early = schedule.secondsSincePrevious(0, 1);
        double later = schedule.secondsSincePrevious(0, 50);

        assertThat(early).isCloseTo(2, within(1e-9)); // the square root of 2 x 20 s x 10 records / 100 a second
        assertThat(later).isLessThan(early).isGreaterThan(0.1);
        assertThat(schedule.secondsSincePrevious(0, 400)).isCloseTo(0.1, within(1e-9));
    }

    private static LoadSchedule schedule(double rise, double seconds) {
        LoadSchedule schedule = new LoadSchedule(VEHICLES, RATE, rise, seconds);
        schedule.start(0, START);
        return schedule;
    }

    /** Of all vehicles, seconds from the start, the end not included. */
    private static int dueWithin(LoadSchedule schedule, double from, double until) {
        int found = 0;
        for (int vehicle = 0; vehicle < VEHICLES; vehicle++) {
            for (long number = 0; schedule.due(vehicle, number) != RecordSource.NEVER; number++) {
                double due = schedule.due(vehicle, number) / 1e9;
                found += due >= from && due < until ? 1 : 0;
            }
        }
        return found;
    }
}
