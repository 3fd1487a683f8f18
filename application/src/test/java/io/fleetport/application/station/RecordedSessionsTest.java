package io.fleetport.application.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.ChargingSession.Neighbours;
import io.fleetport.domain.station.SessionFlag;
import io.fleetport.domain.station.StationDay;
import io.fleetport.domain.station.StationDays;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days that really recorded charging sessions add up to. */
class RecordedSessionsTest {

    private static final double TOLERANCE = 0.005;

    /** The hour that the wall clock skipped in the time of the Dundee recording. */
    private static final LocalDateTime SKIPPED = LocalDateTime.of(2018, 3, 25, 1, 0);

    @ParameterizedTest
    @CsvSource({"dundee, UTC, 4315", "dundee, Europe/London, 4315", "epfl, UTC, 61", "epfl, Europe/Zurich, 61"})
    void theDaysAreThoseOfTheRecording(String name, ZoneId zone, int count) {
        SessionSet set = SessionSet.read(name);
        assertThat(set.days()).hasSize(count);
        Map<StationId, List<SessionSet.Line>> lines =
                set.lines().stream().collect(Collectors.groupingBy(SessionSet.Line::station));
        Map<StationId, List<SessionSet.Day>> truth =
                set.days().stream().collect(Collectors.groupingBy(SessionSet.Day::station));
        LocalDate from = set.days().stream()
                .map(SessionSet.Day::date)
                .min(LocalDate::compareTo)
                .orElseThrow();
        LocalDate until = set.days().stream()
                .map(SessionSet.Day::date)
                .max(LocalDate::compareTo)
                .orElseThrow()
                .plusDays(1);
        lines.forEach((station, ofStation) -> {
            Map<LocalDate, StationDay> drawn =
                    days(ofStation, from, until, zone).stream().collect(Collectors.toMap(StationDay::date, day -> day));
            for (SessionSet.Day day : truth.getOrDefault(station, List.of())) {
                StationDay found = drawn.remove(day.date());
                String what = station + " on " + day.date();
                double skipped = zone.getRules().isFixedOffset() || !day.date().equals(SKIPPED.toLocalDate())
                        ? 0
                        : 60.0 * overSkippedHour(ofStation);
                assertThat(found.sessions()).as("sessions of " + what).isEqualTo(day.sessions());
                assertThat(found.peakBusy()).as("peak of " + what).isEqualTo(day.peakBusy());
                assertClose("energy of " + what, found.energyJoules() / SessionSet.JOULES_PER_KWH, day.energyKwh());
                assertClose("minutes of " + what, found.occupied().toSeconds() / 60.0, day.occupiedMinutes() - skipped);
                assertThat(found.complete()).isTrue();
            }
            assertThat(drawn.values()).allMatch(day -> day.sessions() == 0 && day.peakBusy() == 0);
        });
    }

    @Test
    void negativeEnergyIsFlaggedInsteadOfAddedUp() {
        List<SessionSet.Line> negative = SessionSet.read("dundee").lines().stream()
                .filter(line -> line.energyKwh() != null && line.energyKwh() < 0)
                .toList();
        assertThat(negative).hasSize(12).allSatisfy(line -> {
            ChargingSession session = session(line, ZoneOffset.UTC);
            assertThat(session.figures().flags()).contains(SessionFlag.IMPLAUSIBLE_ENERGY);
            assertThat(session.figures().counts()).isFalse();
        });
        LocalDate day = negative.getFirst().start().toLocalDate();
        List<StationDay> days = days(negative.subList(0, 1), day, day.plusDays(1), ZoneOffset.UTC);
        assertThat(days.getFirst().energyJoules()).isZero();
        assertThat(days.getFirst().flaggedSessions()).isEqualTo(1);
    }

    private static List<StationDay> days(List<SessionSet.Line> lines, LocalDate from, LocalDate until, ZoneId zone) {
        List<ChargingSession> sessions =
                lines.stream().map(line -> session(line, zone)).toList();
        return StationDays.of(sessions, List.of(), List.of(), from, until, zone);
    }

    private static ChargingSession session(SessionSet.Line line, ZoneId zone) {
        Instant later = Instant.parse("2026-01-01T00:00:00Z");
        return ChargingSession.of(line.station(), line.facts(zone), Neighbours.NONE, later, StationRule.DEFAULT);
    }

    private static long overSkippedHour(List<SessionSet.Line> lines) {
        return lines.stream()
                .filter(line -> line.end() != null
                        && line.start().isBefore(SKIPPED)
                        && line.end().isAfter(SKIPPED))
                .count();
    }

    private static void assertClose(String what, double found, double truth) {
        assertThat(found).as(what).isCloseTo(truth, offset(TOLERANCE * Math.abs(truth) + 1e-6));
    }
}
