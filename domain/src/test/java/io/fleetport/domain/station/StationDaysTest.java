package io.fleetport.domain.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the days of a station add up to. */
final class StationDaysTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final StationId STATION = new StationId("S-1");
    private static final LocalDate MONDAY = LocalDate.of(2026, 2, 2);

    private final List<ChargingSession> sessions = new ArrayList<>();
    private final List<Swap> swaps = new ArrayList<>();
    private final List<LostEvents> lost = new ArrayList<>();

    @Test
    void aSessionCountsOnTheDayItStartsAndOccupiesItsConnectorAcrossMidnight() {
        finished("2026-02-02T23:30", "2026-02-03T01:00", 10);

        List<StationDay> days = days(MONDAY, 2, LONDON);

        assertThat(days.getFirst())
                .isEqualTo(new StationDay(MONDAY, 1, 10 * 3.6e6, Duration.ofMinutes(30), 1, 0, 0, true));
        assertThat(days.getLast())
                .isEqualTo(new StationDay(MONDAY.plusDays(1), 0, 0, Duration.ofMinutes(60), 1, 0, 0, true));
    }

    @Test
    void aSessionThatEndsAsAnotherBeginsDoesNotMeetIt() {
        finished("2026-02-02T08:00", "2026-02-02T09:00", 1);
        finished("2026-02-02T09:00", "2026-02-02T10:00", 1);
        finished("2026-02-02T09:30", "2026-02-02T09:30", 1);
        finished("2026-02-02T09:59", "2026-02-03T00:00", 1);

        List<StationDay> days = days(MONDAY, 2, LONDON);

        assertThat(days.getFirst().peakBusy()).isEqualTo(2);
        assertThat(days.getLast().peakBusy()).isZero();
    }

    @Test
    void aSessionFromBeforeTheFirstDayIsBusyFromMidnightOnAndCountsNowhere() {
        finished("2026-01-30T12:00", "2026-02-02T06:00", 40);
        finished("2026-02-02T05:00", "2026-02-10T06:00", 40);

        List<StationDay> days = days(MONDAY, 2, LONDON);

        assertThat(days).extracting(StationDay::sessions).containsExactly(1, 0);
        assertThat(days).extracting(StationDay::peakBusy).containsExactly(2, 1);
        assertThat(days)
                .extracting(StationDay::occupied)
                .containsExactly(Duration.ofHours(6 + 19), Duration.ofHours(24));
    }

    @Test
    void aSessionWithoutAToldEndIsCountedButNothingVouchesForItsTime() {
        Instant start = at("2026-02-02T08:00");
        SessionEnergy energy = new SessionEnergy(3.6e6, SessionEnergy.Source.METER);
        sessions.add(new ChargingSession.Underway(STATION, new SessionId("a"), start, figures(energy)));
        sessions.add(new ChargingSession.ClosedByRule(
                STATION,
                new SessionId("b"),
                start,
                start.plusSeconds(7200),
                ChargingSession.Closure.SILENCE,
                figures(energy)));

        assertThat(days(MONDAY, 1, LONDON))
                .containsExactly(new StationDay(MONDAY, 2, 2 * 3.6e6, Duration.ZERO, 0, 0, 0, true));
    }

    @Test
    void impossibleEnergyIsFlaggedInsteadOfAddedUp() {
        finished("2026-02-02T08:00", "2026-02-02T09:00", 5);
        finished("2026-02-02T10:00", "2026-02-02T11:00", 7, SessionFlag.OVER_24H);
        finished("2026-02-02T12:00", "2026-02-02T13:00", 900_000, SessionFlag.IMPLAUSIBLE_ENERGY);

        StationDay day = days(MONDAY, 1, LONDON).getFirst();

        assertThat(day.energyJoules()).isEqualTo(12 * 3.6e6);
        assertThat(day.sessions()).isEqualTo(3);
        assertThat(day.flaggedSessions()).isEqualTo(2);
    }

    @Test
    void onlyCompletedSwapsCountOnTheDayTheyStarted() {
        Instant late = at("2026-02-02T23:59");
        PackTransfer pack = new PackTransfer(new PackId("P-1"), new SlotId("1"), null);
        swaps.add(new Swap.Completed(STATION, new SwapId("a"), null, late, late.plusSeconds(300), pack, null));
        swaps.add(new Swap.Aborted(STATION, new SwapId("b"), null, late, late.plusSeconds(300), null));

        assertThat(days(MONDAY, 2, LONDON)).extracting(StationDay::swaps).containsExactly(1, 0);
    }

    @Test
    void aDayThatMissingEventsTouchIsNotComplete() {
        lost.add(new LostEvents(0, 5, 6, at("2026-02-02T23:00"), at("2026-02-03T00:00")));
        lost.add(new LostEvents(0, 9, 9, at("2026-02-05T10:00"), at("2026-02-05T10:00")));

        assertThat(days(MONDAY, 4, LONDON)).extracting(StationDay::complete).containsExactly(false, false, true, false);
    }

    @Test
    void theDayTheClocksGoForwardHasTwentyThreeHours() {
        finished("2026-03-28T23:00", "2026-03-30T01:00", 50);

        assertThat(days(LocalDate.of(2026, 3, 28), 3, LONDON))
                .extracting(StationDay::occupied)
                .containsExactly(Duration.ofHours(1), Duration.ofHours(23), Duration.ofHours(1));
    }

    @Test
    void theSameSessionsInAnyOrderGiveTheSameDays() {
        for (int i = 0; i < 200; i++) {
            String start = "2026-02-0%dT%02d:00".formatted(1 + i % 7, i % 24);
            sessions.add(finished(at(start), at(start).plusSeconds(i * 977L), i));
        }
        List<StationDay> days = days(MONDAY, 5, LONDON);
        Collections.shuffle(sessions, new Random(7));
        assertThat(days(MONDAY, 5, LONDON)).usingRecursiveComparison().isEqualTo(days);
    }

    @Test
    void thereIsAtLeastOneDay() {
        assertThatThrownBy(() -> days(MONDAY, 0, LONDON)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<StationDay> days(LocalDate from, int count, ZoneId zone) {
        return StationDays.of(sessions, swaps, lost, from, from.plusDays(count), zone);
    }

    private void finished(String from, String until, double kilowattHours, SessionFlag... flags) {
        sessions.add(finished(at(from), at(until), kilowattHours, flags));
    }

    private ChargingSession finished(Instant from, Instant until, double kilowattHours, SessionFlag... flags) {
        SessionEnergy energy = new SessionEnergy(kilowattHours * 3.6e6, SessionEnergy.Source.STATION_TOTAL);
        return new ChargingSession.Finished(
                STATION, new SessionId("s-" + sessions.size()), from, until, figures(energy, flags));
    }

    private static ChargingSession.Figures figures(SessionEnergy energy, SessionFlag... flags) {
        return new ChargingSession.Figures(new ConnectorId("1"), null, energy, null, null, null, null, Set.of(flags));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(LONDON).toInstant();
    }
}
