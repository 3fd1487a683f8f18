package io.fleetport.domain.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.station.ChargingSession.Neighbours;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChargingSessionTest {

    private static final StationId STATION = new StationId("S-1");
    private static final SessionId SESSION = new SessionId("c-1");
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final double KWH = 3.6e6;

    private int sequence;

    @Test
    void aSessionWithoutAnEndIsUnderway() {
        assertThat(told(SessionFacts.of(start(null, null)))).isInstanceOf(ChargingSession.Underway.class);
    }

    @Test
    void theMeterIsBelievedBeforeTheStationsOwnTotal() {
        ChargingSession session =
                told(SessionFacts.of(start(100 * KWH, null)).with(end(60, 120 * KWH, 20.5 * KWH, null)));

        assertThat(session).isInstanceOf(ChargingSession.Finished.class);
        assertThat(session.figures().energy()).isEqualTo(new SessionEnergy(20 * KWH, SessionEnergy.Source.METER));
        assertThat(session.figures().flags()).isEmpty();
        assertThat(session.figures().counts()).isTrue();
    }

    @Test
    void aTotalFarFromTheMeterIsFlagged() {
        ChargingSession session =
                told(SessionFacts.of(start(100 * KWH, null)).with(end(60, 120 * KWH, 30 * KWH, null)));

        assertThat(session.figures().flags()).containsExactly(SessionFlag.ENERGY_DISAGREES);
    }

    @Test
    void withoutAMeterTheStationsOwnTotalCounts() {
        ChargingSession session = told(SessionFacts.of(start(null, null)).with(end(60, null, 7 * KWH, null)));

        assertThat(session.figures().energy())
                .isEqualTo(new SessionEnergy(7 * KWH, SessionEnergy.Source.STATION_TOTAL));
    }

    @Test
    void withoutEitherEnergyIsEstimatedFromThePowersMeasured() {
        SessionFacts facts = SessionFacts.of(start(null, null))
                .with(metered(10, null, 10_000.0))
                .with(metered(20, null, 20_000.0))
                .with(end(60, null, null, null));

        assertThat(told(facts).figures().energy())
                .isEqualTo(new SessionEnergy(15_000.0 * 3_600, SessionEnergy.Source.ESTIMATED));
    }

    @Test
    void aNegativeTotalIsImpossibleAndNotAddedUp() {
        ChargingSession session = told(SessionFacts.of(start(null, null)).with(end(60, null, -1 * KWH, null)));

        assertThat(session.figures().flags()).containsExactly(SessionFlag.IMPLAUSIBLE_ENERGY);
        assertThat(session.figures().energy()).isNull();
        assertThat(session.figures().counts()).isFalse();
    }

    @Test
    void moreThanAnyConnectorCanGiveIsImpossible() {
        ChargingSession session = told(SessionFacts.of(start(null, null)).with(end(6, null, 900 * KWH, null)));

        assertThat(session.figures().flags()).containsExactly(SessionFlag.IMPLAUSIBLE_ENERGY);
        assertThat(session.figures().counts()).isFalse();
    }

    @Test
    void aMeterThatRanBackIsFlaggedAndPassedOver() {
        ChargingSession session = told(SessionFacts.of(start(100 * KWH, null)).with(end(60, 90 * KWH, 5 * KWH, null)));

        assertThat(session.figures().flags()).containsExactly(SessionFlag.METER_RAN_BACK);
        assertThat(session.figures().energy())
                .isEqualTo(new SessionEnergy(5 * KWH, SessionEnergy.Source.STATION_TOTAL));
    }

    @Test
    void morePowerThanTheRatingAllowsIsFlaggedButCounts() {
        ChargingSession session = told(SessionFacts.of(start(null, 7_000.0)).with(end(60, null, 20 * KWH, null)));

        assertThat(session.figures().flags()).containsExactly(SessionFlag.OVER_RATING);
        assertThat(session.figures().counts()).isTrue();
    }

    @Test
    void anEndBeforeTheBeginningIsImpossible() {
        ChargingSession session = told(SessionFacts.of(start(null, null)).with(end(-10, null, KWH, null)));

        assertThat(session.figures().flags()).contains(SessionFlag.ENDS_BEFORE_START);
        assertThat(session.figures().counts()).isFalse();
    }

    @Test
    void anEndWhoseBeginningWasNeverToldIsASessionAllTheSame() {
        ChargingSession session = told(SessionFacts.of(end(60, null, 3 * KWH, 80.0)));

        assertThat(session.figures().flags()).contains(SessionFlag.START_MISSING);
        assertThat(session.figures().connector()).isNull();
        assertThat(session.figures().socEndPercent()).isEqualTo(80);
    }

    @Test
    void aSessionAnotherOneFollowedIsClosedWhereItWasLastHeardOf() {
        SessionFacts facts = SessionFacts.of(start(null, null)).with(metered(10, null, 5_000.0));

        ChargingSession session =
                ChargingSession.of(STATION, facts, new Neighbours(true, false), NOON, StationRule.DEFAULT);

        assertThat(session).isInstanceOfSatisfying(ChargingSession.ClosedByRule.class, closed -> {
            assertThat(closed.reason()).isEqualTo(ChargingSession.Closure.SUPERSEDED);
            assertThat(closed.lastHeardAt()).isEqualTo(NOON.plus(Duration.ofMinutes(10)));
        });
    }

    @Test
    void aSessionNotHeardOfForADayIsClosed() {
        SessionFacts facts = SessionFacts.of(start(null, null));

        assertThat(at(facts, NOON.plus(Duration.ofHours(23)))).isInstanceOf(ChargingSession.Underway.class);
        assertThat(at(facts, NOON.plus(Duration.ofHours(24))))
                .isInstanceOfSatisfying(ChargingSession.ClosedByRule.class, closed -> assertThat(closed.reason())
                        .isEqualTo(ChargingSession.Closure.SILENCE));
    }

    @Test
    void oddLengthsAreFlagged() {
        assertThat(told(SessionFacts.of(start(null, null)).with(end(0, null, 0.0, null)))
                        .figures()
                        .flags())
                .containsExactlyInAnyOrder(SessionFlag.NO_DURATION, SessionFlag.ZERO_ENERGY);
        assertThat(told(SessionFacts.of(start(null, null)).with(end(25 * 60, null, KWH, null)))
                        .figures()
                        .flags())
                .containsExactly(SessionFlag.OVER_24H);
    }

    private static ChargingSession told(SessionFacts facts) {
        return at(facts, facts.lastHeardAt());
    }

    private static ChargingSession at(SessionFacts facts, Instant newestSeen) {
        return ChargingSession.of(STATION, facts, Neighbours.NONE, newestSeen, StationRule.DEFAULT);
    }

    private StationEvent.SessionStarted start(@Nullable Double meter, @Nullable Double rated) {
        return new StationEvent.SessionStarted(stamp(0), SESSION, new ConnectorId("1"), null, meter, 20.0, rated);
    }

    private StationEvent.SessionMetered metered(int minute, @Nullable Double meter, @Nullable Double power) {
        return new StationEvent.SessionMetered(stamp(minute), SESSION, meter, power, null);
    }

    private StationEvent.SessionEnded end(
            int minute, @Nullable Double meter, @Nullable Double total, @Nullable Double soc) {
        return new StationEvent.SessionEnded(stamp(minute), SESSION, meter, total, soc, null, null);
    }

    private EventStamp stamp(int minute) {
        sequence++;
        return new EventStamp("e" + sequence, 0, sequence, NOON.plus(Duration.ofMinutes(minute)));
    }
}
