package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.StationSample.packMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Packs.Known;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SlotId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Packs} must do. */
public interface PacksContract extends StoreContract {

    PackId PACK = new PackId("P-17");

    /** Where {@link StationDraft#sees} sees packs. */
    SlotId SLOT = new SlotId("1");

    @Test
    default void aPackIsFoundAsLastToldAndWhatWasNotToldStaysAsItWas() {
        StationKey key = aStation();
        see(key, PACK, NOW, new PackCondition(63.5, 96.0, null));
        see(key, PACK, NOW.plusSeconds(1), new PackCondition(64.25, null, 31.5));

        assertThat(stores().packs().find(key.organization(), PACK))
                .contains(
                        new Known(PACK, new PackCondition(64.25, 96.0, 31.5), key.station(), SLOT, NOW.plusSeconds(1)));
        assertThat(stores().packs().find(key.organization(), new PackId("P-18")))
                .isEmpty();
    }

    @Test
    default void whatComesLateDoesNotReplaceWhatIsNewer() {
        StationKey one = aStation();
        StationKey other = aStationOf(one.organization());
        see(one, PACK, NOW, new PackCondition(63.5, null, null));
        see(other, PACK, NOW.minusSeconds(60), new PackCondition(12.0, 96.0, 20.0));

        assertThat(stores().packs().find(one.organization(), PACK))
                .contains(new Known(PACK, new PackCondition(63.5, null, null), one.station(), SLOT, NOW));
        see(other, PACK, NOW.plusSeconds(60), new PackCondition(12.0, null, null));
        assertThat(stores().packs().find(one.organization(), PACK))
                .contains(new Known(
                        PACK, new PackCondition(12.0, null, null), other.station(), SLOT, NOW.plusSeconds(60)));
    }

    @Test
    default void packsOfOneNameInTwoOrganizationsAreTwo() {
        StationKey ours = aStation();
        StationKey theirs = aStation();
        see(ours, PACK, NOW, PackCondition.ofSoc(1.0));
        see(theirs, PACK, NOW, PackCondition.ofSoc(2.0));
        carry(ours, packMove(ours, PACK, NOW, PackMove.Kind.IN));

        assertThat(stores().packs().find(ours.organization(), PACK))
                .hasValueSatisfying(
                        known -> assertThat(known.condition().socPercent()).isEqualTo(1));
        assertThat(stores().packs().find(theirs.organization(), PACK))
                .hasValueSatisfying(
                        known -> assertThat(known.condition().socPercent()).isEqualTo(2));
        assertThat(stores().packs().moves(ours.organization(), PACK, 10)).hasSize(1);
        assertThat(stores().packs().moves(theirs.organization(), PACK, 10)).isEmpty();
        assertThat(paged(anOrganization(), 10)).isEmpty();
    }

    @Test
    default void packsAreListedByIdPageByPage() {
        StationKey key = aStation();
        List<PackId> ids = List.of(
                new PackId("10"), new PackId("9"), new PackId("A"), new PackId("A!"), new PackId("a"), new PackId("~"));
        StationDraft draft = stations();
        ids.reversed().forEach(id -> draft.sees(key, id, NOW, PackCondition.UNKNOWN));
        stores().ledger().commit(draft.done());

        for (int size : new int[] {1, 4, 6, 100}) {
            assertThat(paged(key.organization(), size)).isEqualTo(ids);
        }
    }

    @Test
    default void theMovesOfAPackComeInOrderWhateverOrderTheyWereToldIn() {
        StationKey one = aStation();
        StationKey other = aStationOf(one.organization());
        List<PackMove> moves = List.of(
                packMove(one, PACK, NOW, PackMove.Kind.OUT),
                packMove(one, PACK, NOW, PackMove.Kind.SEEN),
                packMove(one, PACK, NOW, PackMove.Kind.IN),
                packMove(other, PACK, NOW.plusSeconds(1), PackMove.Kind.SEEN),
                packMove(one, PACK, NOW.plusSeconds(2), PackMove.Kind.OUT));
        for (PackMove move : moves.reversed()) {
            carry(one, move);
        }

        assertThat(stores().packs().moves(one.organization(), PACK, 10)).isEqualTo(moves);
        assertThat(stores().packs().moves(one.organization(), PACK, 2)).isEqualTo(moves.subList(3, 5));
        assertThat(stores().packs().moves(one.organization(), new PackId("P-18"), 10))
                .isEmpty();
    }

    @Test
    default void aMoveToldTwiceIsKeptOnceAndTheRestOfTheBatchGoesIn() {
        StationKey key = aStation();
        PackMove known = packMove(key, PACK, NOW, PackMove.Kind.IN);
        PackMove otherwise = new PackMove(
                PACK,
                NOW,
                key.station(),
                known.slot(),
                known.kind(),
                known.evidence(),
                known.vehicle(),
                PackCondition.UNKNOWN);
        PackMove fresh = packMove(key, PACK, NOW.plusSeconds(5), PackMove.Kind.OUT);
        carry(key, known);

        stores().ledger()
                .commit(stations().carries(key, otherwise, fresh, fresh).done());

        assertThat(stores().packs().moves(key.organization(), PACK, 10)).containsExactly(known, fresh);
    }

    @Test
    default void aMoveOfWhichLittleIsKnownComesBackToo() {
        StationKey key = aStation();
        PackMove bare = new PackMove(
                PACK,
                NOW,
                key.station(),
                new io.fleetport.domain.station.SlotId("~"),
                PackMove.Kind.OUT,
                "seen",
                null,
                new PackCondition(null, 0.0, -12.25));
        carry(key, bare);

        assertThat(stores().packs().moves(key.organization(), PACK, 1)).containsExactly(bare);
    }

    @Test
    default void aCursorOfPacksNobodyGaveOutAndAWrongLimitAreRefused() {
        StationKey key = aStation();
        see(key, PACK, NOW, PackCondition.UNKNOWN);

        assertThatThrownBy(() -> stores().packs().list(key.organization(), "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().packs().list(key.organization(), null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int limit : new int[] {-1, 0, 10_001}) {
            assertThatThrownBy(() -> stores().packs().moves(key.organization(), PACK, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(paged(key.organization(), 1_000)).containsExactly(PACK);
    }

    private void see(StationKey key, PackId pack, Instant at, PackCondition condition) {
        stores().ledger().commit(stations().sees(key, pack, at, condition).done());
    }

    private void carry(StationKey key, PackMove move) {
        stores().ledger().commit(stations().carries(key, move).done());
    }

    private List<PackId> paged(OrganizationId organization, int size) {
        List<PackId> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Known> page = stores().packs().list(organization, cursor, size);
            page.items().forEach(known -> all.add(known.id()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
