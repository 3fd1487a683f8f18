package io.fleetport.domain.vehicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.domain.motion.Position;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionPrivacyTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static QuietHours on(DayOfWeek day, String from, String until) {
        return new QuietHours(Set.of(day), LocalTime.parse(from), LocalTime.parse(until), BERLIN);
    }

    /** 25 October 2026 is a Sunday; at 03:00 summer time the clocks go back to 02:00. 29 March the other way. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-24T23:59:59Z, false",
        "2026-10-25T00:00:00Z, true", // 02:00 for the first time
        "2026-10-25T00:59:59Z, true",
        "2026-10-25T01:00:00Z, true", // 02:00 for the second time
        "2026-10-25T02:00:00Z, false",
        "2026-03-29T00:59:59Z, false", // 01:59:59
        "2026-03-29T01:00:00Z, false" // 03:00: there is no 02:30 that day
    })
    void hoursAreThoseOfTheClocksOnTheWall(Instant at, boolean quiet) {
        assertThat(on(DayOfWeek.SUNDAY, "02:00", "03:00").contains(at)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T19:59:59Z, false", // Monday 21:59:59
        "2026-06-01T20:00:00Z, true",
        "2026-06-02T03:59:59Z, true", // Tuesday morning
        "2026-06-02T04:00:00Z, false",
        "2026-06-01T01:00:00Z, false", // Monday morning belongs to Sunday
        "2026-06-02T20:00:00Z, false"
    })
    void hoursThroughMidnightBelongToTheDayTheyBeginOn(Instant at, boolean quiet) {
        assertThat(on(DayOfWeek.MONDAY, "22:00", "06:00").contains(at)).isEqualTo(quiet);
    }

    @Test
    void fromEqualToUntilIsTwentyFourHours() {
        QuietHours day = on(DayOfWeek.MONDAY, "06:00", "06:00");

        assertThat(day.contains(Instant.parse("2026-06-01T04:00:00Z"))).isTrue();
        assertThat(day.contains(Instant.parse("2026-06-02T03:59:59Z"))).isTrue();
        assertThat(day.contains(Instant.parse("2026-06-02T04:00:00Z"))).isFalse();
    }

    @Test
    void withoutAScheduleOffIsAlwaysAndOnTakesNone() {
        Instant now = Instant.parse("2026-06-01T12:00:00Z");

        assertThat(new PositionPrivacy(true, List.of()).hides(now)).isTrue();
        assertThat(PositionPrivacy.ON.hides(now)).isFalse();
        assertThatThrownBy(() -> new PositionPrivacy(false, List.of(on(DayOfWeek.MONDAY, "01:00", "02:00"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "position", "latitude", "gps_lat", "destination_location", "origin_location", "located_at_home",
                "homelink_nearby", "distance_to_arrival", "time_to_arrival", "route_line", "altitude", "street",
                "parking_place", "tesla_field_9001", "experimental_3", "max_speed_to_reach_destination"
            })
    void whatNamesAPlaceGivesItAwayWhateverItsForm(String key) {
        SignalName name = SignalName.of(key, Unit.NONE);

        for (Signal signal : List.of(
                new Signal.Quantity(name, 1),
                new Signal.Count(name, 1),
                new Signal.Flag(name, true),
                new Signal.Option(name, "x"),
                new Signal.Moment(name, Instant.EPOCH),
                new Signal.Unmeasurable(name))) {
            assertThat(Whereabouts.givesAway(signal)).as(signal.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"speed", "odometer", "heading", "soc", "gps_speed", "gear", "latency", "platform", "workload"})
    void whatTripsLiveOnStays(String key) {
        assertThat(Whereabouts.givesAway(new Signal.Quantity(SignalName.of(key, Unit.NONE), 1)))
                .isFalse();
    }

    @Test
    void placesUnknownValuesAndFreeTextGoUnderAnyName() {
        SignalName name = SignalName.of("note", Unit.NONE);
        List<Signal> signals = List.of(
                new Signal.Place(name, new Position(1, 2)),
                new Signal.Text(name, "52.5,13.4"),
                new Signal.Unrecognised(name, new byte[] {1}),
                new Signal.Text(Signals.VEHICLE_NAME, "One"),
                new Signal.Quantity(Signals.SPEED, 3));

        assertThat(Whereabouts.without(signals)).containsExactly(signals.get(3), signals.get(4));
        List<Signal> harmless = signals.subList(3, 5);
        assertThat(Whereabouts.without(harmless)).isSameAs(harmless);
    }
}
