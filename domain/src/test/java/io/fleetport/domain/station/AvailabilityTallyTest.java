package io.fleetport.domain.station;

import static io.fleetport.domain.station.StationStatus.DEGRADED;
import static io.fleetport.domain.station.StationStatus.MAINTENANCE;
import static io.fleetport.domain.station.StationStatus.OFFLINE;
import static io.fleetport.domain.station.StationStatus.OPERATIONAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.station.StationAvailability.Observed;
import io.fleetport.domain.station.StationAvailability.Unobserved;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long a station was in which status. */
final class AvailabilityTallyTest {

    private static final Instant NOON = Instant.parse("2026-02-02T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Instant now = NOON.plusSeconds(86_400);

    @Test
    void aReportStandsUntilTheNextOne() {
        AvailabilityTally tally = tally(0, 100);
        add(tally, 0, OPERATIONAL);
        add(tally, 30, DEGRADED);
        add(tally, 60, MAINTENANCE);
        add(tally, 80, OFFLINE);
        add(tally, 120, OPERATIONAL);

        StationAvailability availability = tally.done();

        assertThat(availability.observed())
                .containsEntry(OPERATIONAL, seconds(30))
                .containsEntry(DEGRADED, seconds(30))
                .containsEntry(MAINTENANCE, seconds(20))
                .containsEntry(OFFLINE, seconds(20));
        assertThat(availability.notObserved()).isZero();
        assertThat(availability.availablePercentOfObserved()).hasValue(60);
        assertThat(availability.availablePercentOfAll()).hasValue(60);
        assertThat(availability.stretches())
                .containsExactly(
                        new Observed(OPERATIONAL, at(0), at(30)),
                        new Observed(DEGRADED, at(30), at(60)),
                        new Observed(MAINTENANCE, at(60), at(80)),
                        new Observed(OFFLINE, at(80), at(100)));
    }

    @Test
    void betweenReportsTooFarApartNothingIsKnown() {
        AvailabilityTally tally = tally(0, 300);
        add(tally, 0, OPERATIONAL);
        add(tally, 60, OPERATIONAL);
        add(tally, 121, OPERATIONAL);
        add(tally, 150, OPERATIONAL);

        StationAvailability availability = tally.done();

        assertThat(availability.stretches())
                .containsExactly(
                        new Observed(OPERATIONAL, at(0), at(60)),
                        new Unobserved(at(60), at(121)),
                        new Observed(OPERATIONAL, at(121), at(150)),
                        new Unobserved(at(150), at(300)));
        assertThat(availability.notObserved()).isEqualTo(seconds(211));
        assertThat(availability.availablePercentOfObserved()).hasValue(100);
        assertThat(availability.availablePercentOfAll().orElseThrow()).isEqualTo(100 * 89 / 300.0);
    }

    @Test
    void reportsAroundTheTimeAskedForObserveItsEdges() {
        AvailabilityTally tally = tally(0, 40);
        add(tally, -20, DEGRADED);
        add(tally, 60, OPERATIONAL);
        assertThat(tally.done().notObserved()).isEqualTo(seconds(40));

        AvailabilityTally closer = tally(0, 30);
        add(closer, -20, DEGRADED);
        add(closer, 40, OPERATIONAL);
        assertThat(closer.done().stretches()).containsExactly(new Observed(DEGRADED, at(0), at(30)));
    }

    @Test
    void theNewestReportStandsWhileItIsFreshAndTheFutureIsLeftOut() {
        now = at(50);
        AvailabilityTally tally = tally(0, 3600);
        add(tally, 0, OPERATIONAL);

        StationAvailability fresh = tally.done();
        assertThat(fresh.until()).isEqualTo(now);
        assertThat(fresh.stretches()).containsExactly(new Observed(OPERATIONAL, at(0), at(50)));

        now = at(70);
        AvailabilityTally later = tally(0, 3600);
        add(later, 0, OPERATIONAL);
        assertThat(later.done().stretches()).containsExactly(new Unobserved(at(0), at(70)));
    }

    @Test
    void ofNoTimeAndOfNoReportsThereIsNoPercentage() {
        now = at(-10);
        assertThat(tally(0, 60).done().availablePercentOfAll()).isEmpty();
        now = at(1000);
        StationAvailability silent = tally(0, 60).done();
        assertThat(silent.availablePercentOfObserved()).isEmpty();
        assertThat(silent.availablePercentOfAll()).hasValue(0);
        assertThat(silent.stretches()).containsExactly(new Unobserved(at(0), at(60)));
    }

    @Test
    void aStationThatChangesItsMindAllTheTimeIsStillAddedUp() {
        AvailabilityTally tally = tally(0, 20_000);
        for (int second = 0; second <= 20_000; second++) {
            add(tally, second, second % 2 == 0 ? OPERATIONAL : OFFLINE);
        }
        StationAvailability availability = tally.done();
        assertThat(availability.stretches()).hasSize(AvailabilityTally.MOST_STRETCHES);
        assertThat(availability.cut()).isTrue();
        assertThat(availability.observed()).containsEntry(OPERATIONAL, seconds(10_000));
    }

    private AvailabilityTally tally(int from, int until) {
        return new AvailabilityTally(at(from), at(until), now, MINUTE);
    }

    private static void add(AvailabilityTally tally, int second, StationStatus status) {
        tally.add(new StationReport(at(second), second, status, 1, 1, null, null, null, null, null, null, null, null));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
