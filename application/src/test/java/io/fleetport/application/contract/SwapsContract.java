package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.StationSample.abortedSwap;
import static io.fleetport.application.contract.StationSample.completedSwap;
import static io.fleetport.application.contract.StationSample.standing;
import static io.fleetport.application.contract.StationSample.startedSwap;
import static io.fleetport.application.contract.StationSample.swap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps.Filter;
import io.fleetport.application.port.out.Swaps.State;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Swaps} must do. */
public interface SwapsContract extends StoreContract {

    @Test
    default void everyKindOfSwapComesBackAsItWasTold() {
        StationKey key = aStation();
        SwapFacts forgotten = startedSwap("forgotten", NOW.minusSeconds(10_000));
        Swap.Completed half = new Swap.Completed(
                key.station(),
                new SwapId("half"),
                null,
                NOW,
                NOW,
                null,
                new PackTransfer(new PackId("P-1"), new SlotId("1"), 0.0));
        List<Swap> told = List.of(
                tell(key, startedSwap("underway", NOW)),
                tell(key, completedSwap("completed", NOW)),
                tell(key, abortedSwap("aborted", NOW, "pack is stuck 🚗")),
                tell(key, abortedSwap("without-reason", NOW, null)),
                tell(key, swap(key, forgotten, NOW), forgotten),
                tell(key, half, completedSwap("half", NOW)));

        assertThat(told).extracting(State::of).contains(State.values());
        for (Swap swap : told) {
            assertThat(stores().swaps().find(key, swap.id())).contains(swap);
        }
        assertThat(stores().swaps().find(key, new SwapId("other"))).isEmpty();
    }

    @Test
    default void aReasonWithACharacterNoDatabaseTakesDoesNotStopTheBatch() {
        StationKey key = aStation();
        SwapFacts facts = abortedSwap("w-1", NOW, "byte \u0000 at 3");
        tell(key, facts);

        assertThat(stores().swaps().find(key, facts.id()))
                .hasValueSatisfying(swap -> assertThat(((Swap.Aborted) swap).reason())
                        .startsWith("byte ")
                        .endsWith(" at 3"));
        assertThat(stores().swaps().facts(key, List.of(facts.id()))).containsEntry(facts.id(), facts);
    }

    @Test
    default void aSwapToldAgainReplacesTheOneBefore() {
        StationKey key = aStation();
        tell(key, startedSwap("w-1", NOW));
        SwapFacts earlier = completedSwap("w-1", NOW.minusSeconds(30));
        Swap again = tell(key, earlier);

        assertThat(stores().swaps().find(key, again.id())).contains(again);
        assertThat(listed(key.organization(), Filter.ALL)).containsExactly(again);
        assertThat(stores().swaps().facts(key, List.of(again.id()))).isEqualTo(Map.of(again.id(), earlier));
    }

    @Test
    default void theFactsOfThoseSwapsThatAreStoredAreGiven() {
        StationKey key = aStation();
        SwapFacts one = completedSwap("w-1", NOW);
        SwapFacts two = startedSwap("w-2", NOW);
        tell(key, one);
        tell(key, two);
        tell(aStationOf(key.organization()), startedSwap("w-3", NOW));

        assertThat(stores().swaps().facts(key, List.of(one.id(), two.id(), new SwapId("w-3"), new SwapId("never"))))
                .isEqualTo(Map.of(one.id(), one, two.id(), two));
        assertThat(stores().swaps().facts(key, List.of())).isEmpty();
        assertThat(stores().swaps().facts(new StationKey(anOrganization(), key.station()), List.of(one.id())))
                .isEmpty();
    }

    @Test
    default void anotherOrganizationFindsNoSwapAndReplacesNone() {
        StationKey ours = aStation();
        StationKey stolen = new StationKey(anOrganization(), ours.station());
        Swap kept = tell(ours, completedSwap("w-1", NOW));
        StationKey theirs = aStationOf(stolen.organization());

        SwapFacts facts = startedSwap("w-1", NOW);
        Batch theft = stations()
                .moves(theirs, 0, standing(theirs, NOW))
                .tells(stolen, swap(stolen, facts, NOW), facts)
                .done();
        assertThatThrownBy(() -> stores().ledger().commit(theft)).isInstanceOf(PortRefused.class);

        assertThat(stores().swaps().find(ours, kept.id())).contains(kept);
        assertThat(stores().swaps().find(stolen, kept.id())).isEmpty();
        assertThat(listed(stolen.organization(), Filter.ALL)).isEmpty();
        assertThat(stores().ledger().loadStations(List.of(theirs))).isEmpty();
    }

    @Test
    default void theNewestSwapComesFirstAndTiesGoByStationAndIdDescending() {
        OrganizationId organization = anOrganization();
        List<StationKey> keys = List.of(aStationOf(organization), aStationOf(organization));
        List<Swap> told = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            told.add(tell(keys.get(i % 2), startedSwap("w-" + i, NOW.plusSeconds(i / 6))));
        }
        told.sort(Comparator.comparing(Swap::startedAt)
                .thenComparing(Swap::station)
                .thenComparing(Swap::id)
                .reversed());

        for (int size : new int[] {1, 5, 11, 12, 100}) {
            assertThat(paged(organization, Filter.ALL, size)).isEqualTo(told);
        }
    }

    @Test
    default void aListOfSwapsIsNarrowedByStationStateAndStart() {
        OrganizationId organization = anOrganization();
        StationKey one = aStationOf(organization);
        StationKey other = aStationOf(organization);
        Swap early = tell(one, completedSwap("w-1", NOW));
        Swap late = tell(one, startedSwap("w-2", NOW.plusSeconds(100)));
        Swap others = tell(other, completedSwap("w-1", NOW.plusSeconds(50)));

        assertThat(listed(organization, new Filter(one.station(), null, null, null)))
                .containsExactly(late, early);
        assertThat(listed(organization, new Filter(null, State.COMPLETED, null, null)))
                .containsExactly(others, early);
        assertThat(listed(organization, new Filter(null, State.UNDERWAY, null, null)))
                .containsExactly(late);
        assertThat(listed(organization, new Filter(null, State.ABORTED, null, null)))
                .isEmpty();
        assertThat(listed(organization, new Filter(null, null, NOW, NOW.plusSeconds(100))))
                .containsExactly(others, early);
        assertThat(listed(organization, new Filter(one.station(), State.COMPLETED, NOW, NOW.plusNanos(1_000))))
                .containsExactly(early);
    }

    @Test
    default void aCursorOfSwapsNobodyGaveOutAndAWrongLimitAreRefused() {
        StationKey key = aStation();
        tell(key, startedSwap("w-1", NOW));

        assertThatThrownBy(() -> stores().swaps().list(key.organization(), Filter.ALL, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().swaps().list(key.organization(), Filter.ALL, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(listed(key.organization(), Filter.ALL)).hasSize(1);
    }

    private Swap tell(StationKey key, SwapFacts facts) {
        return tell(key, swap(key, facts, facts.startedAt()), facts);
    }

    private Swap tell(StationKey key, Swap swap, SwapFacts facts) {
        stores().ledger().commit(stations().tells(key, swap, facts).done());
        return swap;
    }

    private List<Swap> listed(OrganizationId organization, Filter filter) {
        List<Swap> all = paged(organization, filter, 100);
        assertThat(paged(organization, filter, 1)).isEqualTo(all);
        return all;
    }

    private List<Swap> paged(OrganizationId organization, Filter filter, int size) {
        List<Swap> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Swap> page = stores().swaps().list(organization, filter, cursor, size);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
