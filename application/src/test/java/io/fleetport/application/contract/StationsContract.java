package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.BERLIN;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.StationSample.profile;
import static io.fleetport.application.contract.StationSample.report;
import static io.fleetport.application.contract.StationSample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations.Filter;
import io.fleetport.application.port.out.Stations.Known;
import io.fleetport.application.port.out.Stations.Near;
import io.fleetport.application.port.out.Stations.PacksReady;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationState;
import io.fleetport.domain.station.StationStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.Stations} must do. */
public interface StationsContract extends StoreContract {

    @Test
    default void aStationIsFoundAsLastCommitted() {
        StationKey key = aStation();
        Standing last = standing(key, NOW.plusSeconds(9));
        stores().ledger().commit(stations().moves(key, 0, standing(key, NOW)).done());
        stores().ledger().commit(stations().moves(key, 1, last).done());

        assertThat(stores().stations().find(key.organization(), key.station()))
                .contains(new Known(last.profile(), last.state()));
        assertThat(stores().stations().find(key.organization(), aStation().station()))
                .isEmpty();
    }

    @Test
    default void aRegisteredStationIsFoundWithNothingHeard() {
        StationKey key = aStation();
        FleetStation registered = new FleetStation(key.organization(), key.station(), "Zürich 🚗", BERLIN, NOW);

        assertThat(stores().stations().register(registered)).isTrue();

        assertThat(stores().stations().find(key.organization(), key.station()))
                .contains(new Known(registered, StationState.NOTHING_HEARD));
        assertThat(stores().stations().ownerOf(key.station())).contains(key.organization());
        assertThat(stores().stations().owners()).containsEntry(key.station(), key.organization());
    }

    @Test
    default void registeringAgainRenamesAndMovesButTheTimeStays() {
        StationKey key = aStation();
        stores().stations().register(new FleetStation(key.organization(), key.station(), "Old", null, NOW));

        FleetStation renamed = new FleetStation(key.organization(), key.station(), "New", BERLIN, NOW.plusSeconds(100));
        assertThat(stores().stations().register(renamed)).isTrue();

        assertThat(stores().stations().find(key.organization(), key.station()))
                .hasValueSatisfying(known -> assertThat(known.station())
                        .isEqualTo(new FleetStation(key.organization(), key.station(), "New", BERLIN, NOW)));
    }

    @Test
    default void registeringAStationThatWasHeardKeepsWhatWasHeard() {
        StationKey key = aStation();
        Standing heard = standing(key, NOW);
        stores().ledger().commit(stations().moves(key, 0, heard).done());

        assertThat(stores().stations().register(profile(key, "Named"))).isTrue();

        Standing stored = stores().ledger().loadStations(List.of(key)).get(key);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.profile().name()).isEqualTo("Named");
        assertThat(stored.profile().registeredAt()).isEqualTo(heard.profile().registeredAt());
        assertThat(stored.state()).isEqualTo(heard.state());
        assertThat(stored.memory()).isEqualTo(heard.memory());
        stores().ledger()
                .commit(stations()
                        .moves(key, 1, standing(key, NOW.plusSeconds(1)))
                        .done());
        assertThat(stores().stations().find(key.organization(), key.station()))
                .hasValueSatisfying(known -> assertThat(known.station().name()).isEqualTo("Named"));
    }

    @Test
    default void aStationOfAnotherOrganizationCannotBeRegistered() {
        StationKey ours = aStation();
        StationKey theirs = aStation();
        stores().stations().register(profile(ours, "Ours"));
        stores().ledger()
                .commit(stations().moves(theirs, 0, standing(theirs, NOW)).done());
        OrganizationId thief = anOrganization();

        for (StationKey key : List.of(ours, theirs)) {
            assertThat(stores().stations().register(profile(new StationKey(thief, key.station()), "Mine")))
                    .isFalse();
            assertThat(stores().stations().ownerOf(key.station())).contains(key.organization());
        }
        assertThat(stores().stations().find(ours.organization(), ours.station()))
                .hasValueSatisfying(known -> assertThat(known.station().name()).isEqualTo("Ours"));
    }

    @Test
    default void anotherOrganizationFindsNoStationAndListsNone() {
        StationKey key = aStation();
        stores().ledger().commit(stations().moves(key, 0, standing(key, NOW)).done());
        OrganizationId other = anOrganization();

        assertThat(stores().stations().find(key.organization(), key.station())).isPresent();
        assertThat(stores().stations().find(other, key.station())).isEmpty();
        assertThat(listed(other, Filter.ALL)).isEmpty();
        assertThat(listed(key.organization(), Filter.ALL)).containsExactly(key.station());
    }

    @Test
    default void whoseStationItIsIsKnownOnceItWasHeard() {
        StationKey heard = aStation();
        assertThat(stores().stations().ownerOf(heard.station())).isEmpty();

        stores().ledger()
                .commit(stations().moves(heard, 0, standing(heard, NOW)).done());

        assertThat(stores().stations().ownerOf(heard.station())).contains(heard.organization());
        assertThat(stores().stations().owners()).containsEntry(heard.station(), heard.organization());
    }

    @Test
    default void stationsAreListedByIdPageByPage() {
        OrganizationId organization = anOrganization();
        String suffix = "-" + java.util.UUID.randomUUID();
        List<StationId> ids = new ArrayList<>();
        for (String id : List.of("10", "9", "A", "B", "B.1", "a", "b")) { // as bytes sort
            ids.add(new StationId(id + suffix));
        }
        ids.reversed().forEach(id -> stores().stations().register(profile(new StationKey(organization, id), "Same")));

        ids.sort(null);
        for (int size : new int[] {1, 2, 3, 7, 100}) {
            assertThat(paged(organization, Filter.ALL, size)).isEqualTo(ids);
        }
    }

    @Test
    default void aListIsNarrowedByTheStatusLastReported() {
        OrganizationId organization = anOrganization();
        StationKey works = heard(organization, report(NOW, 1, StationStatus.OPERATIONAL, null));
        StationKey rests = heard(organization, report(NOW, 1, StationStatus.MAINTENANCE, null));
        StationKey silent = aStationOf(organization);
        stores().stations().register(profile(silent, "Silent"));

        assertThat(listed(organization, new Filter(StationStatus.OPERATIONAL, null, null)))
                .containsExactly(works.station());
        assertThat(listed(organization, new Filter(StationStatus.MAINTENANCE, null, null)))
                .containsExactly(rests.station());
        assertThat(listed(organization, new Filter(StationStatus.OFFLINE, null, null)))
                .isEmpty();
        assertThat(listed(organization, Filter.ALL)).hasSize(3);
    }

    @Test
    default void aListIsNarrowedToAPlace() {
        OrganizationId organization = anOrganization();
        StationKey reported = heard(organization, report(NOW, 1, StationStatus.OPERATIONAL, BERLIN));
        StationKey registered = registeredAt(organization, new Position(52.53, 13.404954)); // 1.1 km north
        StationKey corner = registeredAt(organization, new Position(52.5334, 13.4270)); // in the box, not in the circle
        StationKey moved = registeredAt(organization, BERLIN);
        stores().ledger()
                .commit(stations()
                        .moves(moved, 0, standing(moved, at(new Position(48.1, 11.5)), new byte[0]))
                        .done());
        heard(organization, report(NOW, 1, StationStatus.OPERATIONAL, null));

        assertThat(listed(organization, new Filter(null, new Near(BERLIN, 1_500), null)))
                .containsExactlyInAnyOrder(reported.station(), registered.station());
        assertThat(listed(organization, new Filter(null, new Near(BERLIN, 1_000), null)))
                .containsExactly(reported.station());
        assertThat(listed(organization, new Filter(null, new Near(BERLIN, 2_200), null)))
                .contains(corner.station());
        assertThat(listed(organization, new Filter(null, new Near(BERLIN, 30_000_000), null)))
                .hasSize(4);
        assertThat(listed(organization, new Filter(null, new Near(new Position(48.1, 11.5), 0), null)))
                .containsExactly(moved.station());
    }

    @Test
    default void aPlaceAtTheDateLineOrAPoleIsFoundFromBothSides() {
        OrganizationId organization = anOrganization();
        StationKey fiji = registeredAt(organization, new Position(-17, 179.999));
        StationKey pole = registeredAt(organization, new Position(89.9999, 12));

        assertThat(listed(organization, new Filter(null, new Near(new Position(-17, -179.999), 1_000), null)))
                .containsExactly(fiji.station());
        assertThat(listed(organization, new Filter(null, new Near(new Position(89.9999, -168), 1_000), null)))
                .containsExactly(pole.station());
    }

    @Test
    default void aListIsNarrowedByPacksReady() {
        OrganizationId organization = anOrganization();
        StationKey full = ready(organization, 97.3, 80.0, 80.0);
        StationKey one = ready(organization, 97.3, 10.0);
        StationKey unsure = ready(organization, null, null);
        registeredAt(organization, BERLIN);

        assertThat(listed(organization, new Filter(null, null, new PacksReady(1, 97.3))))
                .containsExactlyInAnyOrder(full.station(), one.station());
        assertThat(listed(organization, new Filter(null, null, new PacksReady(2, 80))))
                .containsExactly(full.station());
        assertThat(listed(organization, new Filter(null, null, new PacksReady(1, 97.4))))
                .isEmpty();
        assertThat(listed(organization, new Filter(StationStatus.OPERATIONAL, null, new PacksReady(1, 0))))
                .isEmpty();
        assertThat(listed(organization, Filter.ALL)).contains(unsure.station()).hasSize(4);
    }

    @Test
    default void aNameNoDatabaseLikesDoesNotStopARegistration() {
        StationKey key = aStation();

        assertThat(stores().stations().register(profile(key, "nul \u0000 quote ' \" \\ {brace}, NULL 🚗")))
                .isTrue();

        assertThat(stores().stations().find(key.organization(), key.station()))
                .hasValueSatisfying(known -> assertThat(known.station().name())
                        .startsWith("nul ")
                        .endsWith(" quote ' \" \\ {brace}, NULL 🚗"));
    }

    @Test
    default void aCursorOfStationsNobodyGaveOutAndAWrongLimitAreRefused() {
        StationKey key = aStation();
        stores().stations().register(profile(key, "A"));

        assertThatThrownBy(() -> stores().stations().list(key.organization(), Filter.ALL, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().stations().list(key.organization(), Filter.ALL, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(stores().stations()
                        .list(key.organization(), Filter.ALL, null, 1_000)
                        .items())
                .hasSize(1);
    }

    private StationKey heard(OrganizationId organization, StationReport report) {
        StationKey key = aStationOf(organization);
        StationState state = new StationState(report, null, List.of(), List.of(), NOW);
        stores().ledger()
                .commit(stations()
                        .moves(key, 0, standing(key, state, new byte[0]))
                        .done());
        return key;
    }

    private static StationState at(Position position) {
        return new StationState(report(NOW, 1, StationStatus.OPERATIONAL, position), null, List.of(), List.of(), NOW);
    }

    private StationKey registeredAt(OrganizationId organization, Position position) {
        StationKey key = aStationOf(organization);
        stores().stations().register(new FleetStation(organization, key.station(), "Placed", position, NOW));
        return key;
    }

    /** With so many packs that may be taken, and two more that may not. */
    private StationKey ready(OrganizationId organization, Double... percents) {
        StationKey key = aStationOf(organization);
        List<Slot> slots = new ArrayList<>();
        for (Double percent : percents) {
            slots.add(holding(slots.size(), SlotContent.Use.READY, percent));
        }
        slots.add(holding(slots.size(), SlotContent.Use.CHARGING, 100.0));
        slots.add(holding(slots.size(), SlotContent.Use.RESERVED, 100.0));
        StationState state = new StationState(null, null, slots, List.of(), NOW);
        stores().ledger()
                .commit(stations()
                        .moves(key, 0, standing(key, state, new byte[0]))
                        .done());
        return key;
    }

    private static Slot holding(int number, SlotContent.Use use, Double percent) {
        SlotContent content = new SlotContent.Holding(new PackId("P-" + number), use, PackCondition.ofSoc(percent));
        return new Slot(new SlotId("" + number), content, NOW);
    }

    private List<StationId> listed(OrganizationId organization, Filter filter) {
        List<StationId> all = paged(organization, filter, 100);
        assertThat(paged(organization, filter, 1)).isEqualTo(all);
        return all;
    }

    private List<StationId> paged(OrganizationId organization, Filter filter, int size) {
        List<StationId> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<Known> page = stores().stations().list(organization, filter, cursor, size);
            page.items().forEach(known -> all.add(known.station().id()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
