package io.fleetport.domain.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SwapTest {

    private static final StationId STATION = new StationId("S-1");
    private static final SwapId SWAP = new SwapId("w-1");
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final PackTransfer DELIVERED = new PackTransfer(new PackId("P-1"), new SlotId("1"), 97.0);

    private final SwapFacts begun = SwapFacts.nothing(SWAP).with(new StationEvent.SwapStarted(stamp(1, 0), SWAP, null));

    @Test
    void aSwapIsUnderwayUntilTheRuleSaysItWasAbandoned() {
        assertThat(told(begun, 14)).isInstanceOf(Swap.Underway.class);
        assertThat(told(begun, 15))
                .isInstanceOfSatisfying(Swap.Abandoned.class, abandoned -> assertThat(abandoned.abandonedAt())
                        .isEqualTo(NOON.plus(Duration.ofMinutes(15))));
    }

    @Test
    void aCompletionThatComesLateStillCounts() {
        SwapFacts completed = begun.with(new StationEvent.SwapCompleted(stamp(2, 3), SWAP, null, null, DELIVERED));

        assertThat(told(completed, 600))
                .isInstanceOfSatisfying(Swap.Completed.class, swap -> assertThat(swap.delivered())
                        .isEqualTo(DELIVERED));
    }

    @Test
    void theLaterWordOfTwoStands() {
        StationEvent.SwapCompleted completed = new StationEvent.SwapCompleted(stamp(2, 3), SWAP, null, null, DELIVERED);
        StationEvent.SwapAborted aborted = new StationEvent.SwapAborted(stamp(3, 4), SWAP, "stuck");

        assertThat(told(begun.with(completed).with(aborted), 5)).isInstanceOf(Swap.Aborted.class);
        assertThat(told(begun.with(aborted).with(completed), 5)).isInstanceOf(Swap.Aborted.class);
    }

    @Test
    void anEndWithoutABeginningIsASwapAllTheSame() {
        SwapFacts facts =
                SwapFacts.nothing(SWAP).with(new StationEvent.SwapAborted(stamp(3, 4), SWAP, "no pack ready"));

        assertThat(told(facts, 5).startedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(4)));
    }

    private static Swap told(SwapFacts facts, int minute) {
        return Swap.of(STATION, facts, NOON.plus(Duration.ofMinutes(minute)), StationRule.DEFAULT);
    }

    private static EventStamp stamp(int sequence, int minute) {
        return new EventStamp("e" + sequence, 0, sequence, NOON.plus(Duration.ofMinutes(minute)));
    }
}
