package io.fleetport.domain.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceLogTest {

    private static final Instant START = Instant.parse("2026-05-01T06:00:00Z");

    private final SequenceLog log = SequenceLog.of(List.of());

    @Test
    void numbersInARowLeaveNoGap() {
        for (int number = 1; number <= 5; number++) {
            assertThat(log.note(event(0, number)).isNew()).isTrue();
        }

        assertThat(log.boots()).singleElement().satisfies(boot -> {
            assertThat(boot.highest()).isEqualTo(5);
            assertThat(boot.holes()).isEmpty();
        });
    }

    @Test
    void aNumberTwiceIsADuplicate() {
        log.note(event(0, 1));
        log.note(event(0, 2));

        assertThat(log.note(event(0, 1)).isNew()).isFalse();
        assertThat(log.note(event(0, 2)).isNew()).isFalse();
    }

    @Test
    void aLeapOpensAGapBetweenTheNeighbours() {
        log.note(event(0, 3));

        assertThat(log.note(event(0, 7)).opened()).containsExactly(new LostEvents(0, 4, 6, at(3), at(7)));
    }

    @Test
    void aLateNumberPartsTheGapItLiesIn() {
        log.note(event(0, 3));
        log.note(event(0, 7));

        SequenceLog.Noted noted = log.note(event(0, 5));

        assertThat(noted.isNew()).isTrue();
        assertThat(noted.filled()).containsExactly(new LostEvents(0, 4, 6, at(3), at(7)));
        assertThat(noted.opened())
                .containsExactly(new LostEvents(0, 4, 4, at(3), at(5)), new LostEvents(0, 6, 6, at(5), at(7)));
    }

    @Test
    void theLastMissingNumberClosesItsGap() {
        log.note(event(0, 1));
        log.note(event(0, 3));

        SequenceLog.Noted noted = log.note(event(0, 2));

        assertThat(noted.filled()).hasSize(1);
        assertThat(noted.opened()).isEmpty();
    }

    @Test
    void whatWasBeforeFirstContactIsNoGap() {
        assertThat(log.note(event(0, 900)).opened()).isEmpty();
    }

    @Test
    void aCounterThatStartedAgainHasItsBeginningMissing() {
        assertThat(log.note(event(1_700_000_000, 3)).opened())
                .containsExactly(new LostEvents(1_700_000_000, 1, 2, at(3), at(3)));
    }

    @Test
    void aClockSetBackDoesNotTurnAGapAround() {
        log.note(new EventStamp("a", 0, 1, at(10)));

        assertThat(log.note(new EventStamp("b", 0, 3, at(5))).opened())
                .containsExactly(new LostEvents(0, 2, 2, at(5), at(10)));
    }

    @Test
    void pastTheMostHolesTheOldestAreForgottenAndTheirNumbersAreTakenAsNew() {
        for (int number = 1; number <= 2 * SequenceLog.MOST_HOLES + 21; number += 2) {
            log.note(event(0, number));
        }

        assertThat(log.boots().getFirst().holes()).hasSize(SequenceLog.MOST_HOLES);
        assertThat(log.note(event(0, 2)).isNew()).isTrue();
        assertThat(log.note(event(0, 2)).opened()).isEmpty();
    }

    @Test
    void onlyTheNewestBootsAreToldApart() {
        for (int boot = 1; boot <= SequenceLog.MOST_BOOTS + 2; boot++) {
            log.note(event(boot, 1));
        }

        assertThat(log.boots())
                .extracting(SequenceLog.Boot::boot)
                .hasSize(SequenceLog.MOST_BOOTS)
                .doesNotContain(1L, 2L);
        assertThat(log.note(event(1, 1)).isNew()).isTrue();
    }

    private static EventStamp event(long boot, long number) {
        return new EventStamp("e" + number, boot, number, at(number));
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }
}
