package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Edition;
import io.fleetport.application.port.out.ReadCache.Kind;
import io.fleetport.application.port.out.ReadCache.Look;
import io.fleetport.application.port.out.ReadCache.Place;
import io.fleetport.application.port.out.ReadCache.Shelf;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What any {@link ReadCache} must do while it is not away. */
public interface ReadCacheContract {

    /** No test takes so long. */
    Duration LONG = Duration.ofMinutes(5);

    ReadCache cache();

    @Test
    default void whatIsKeptIsHeldByteForByte() {
        Place place = aPlace();
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertThat(cache().look(place)).isInstanceOf(Look.Nothing.class);

        cache().keep(place, edition(place), every, LONG);

        assertThat(held(place)).isEqualTo(every);
        assertThat(held(place)).isEqualTo(every);
        assertThat(cache().look(new Place(place.shelf(), "page:2"))).isInstanceOf(Look.Nothing.class);
    }

    @Test
    default void theLaterAnswerIsTheOneHeld() {
        Place place = aPlace();
        keep(place, 1);
        keep(place, 2);
        assertThat(held(place)).containsExactly(2);
    }

    @Test
    default void organizationsAndKindsDoNotMeetUnderOneName() {
        Place ours = aPlace();
        OrganizationId other = anOrganization();
        Place theirs = new Place(new Shelf(other, Kind.VEHICLES), ours.name());
        Place stations = new Place(new Shelf(ours.shelf().organization(), Kind.STATIONS), ours.name());
        keep(ours, 1);
        assertThat(cache().look(theirs)).isInstanceOf(Look.Nothing.class);
        assertThat(cache().look(stations)).isInstanceOf(Look.Nothing.class);
        keep(theirs, 2);
        keep(stations, 3);
        assertThat(held(ours)).containsExactly(1);
        assertThat(held(theirs)).containsExactly(2);
        assertThat(held(stations)).containsExactly(3);
    }

    @Test
    default void allOfAShelfIsForgottenAndNothingElse() {
        Place one = aPlace();
        Place other = new Place(one.shelf(), "page:2");
        Place ofStations = new Place(new Shelf(one.shelf().organization(), Kind.STATIONS), one.name());
        Place ofOthers = aPlace();
        for (Place place : new Place[] {one, other, ofStations, ofOthers}) {
            keep(place, 7);
        }

        assertThat(cache().forget(one.shelf())).isTrue();

        assertThat(cache().look(one)).isInstanceOf(Look.Nothing.class);
        assertThat(cache().look(other)).isInstanceOf(Look.Nothing.class);
        assertThat(held(ofStations)).containsExactly(7);
        assertThat(held(ofOthers)).containsExactly(7);
    }

    @Test
    default void whatIsReadAfterAChangeIsKeptAgain() {
        Place place = aPlace();
        keep(place, 1);
        assertThat(cache().forget(place.shelf())).isTrue();
        keep(place, 2);
        assertThat(held(place)).containsExactly(2);
    }

    @Test
    default void whatWasReadBeforeAChangeAndComesAfterItIsNeverHeld() {
        Place place = aPlace();
        Edition before = edition(place);
        assertThat(cache().forget(place.shelf())).isTrue();
        cache().keep(place, before, new byte[] {1}, LONG);
        assertThat(cache().look(place)).isInstanceOf(Look.Nothing.class);

        keep(place, 2);
        cache().keep(place, before, new byte[] {1}, LONG); // slower still
        assertThat(cache().look(place))
                .satisfiesAnyOf(
                        look -> assertThat(look).isInstanceOf(Look.Nothing.class),
                        look -> assertThat(((Look.Held) look).answer()).containsExactly(2));
    }

    @Test
    default void anAnswerIsHeldForItsTimeToLive() {
        Place place = aPlace();
        Place longer = new Place(place.shelf(), "longer");
        keep(longer, 1);
        cache().keep(place, edition(place), new byte[] {1}, Duration.ofMillis(200));
        await().until(() -> cache().look(place) instanceof Look.Nothing);
        assertThat(held(longer)).containsExactly(1);
    }

    @Test
    default void namesAreVisibleCharactersOfAscii() {
        Shelf shelf = aPlace().shelf();
        for (String name : new String[] {"", " ", "a b", "a\nb", "ä", "x".repeat(129)}) {
            assertThatThrownBy(() -> new Place(shelf, name)).isInstanceOf(IllegalArgumentException.class);
        }
        Place longest = new Place(shelf, "~".repeat(128));
        keep(longest, 1);
        assertThat(held(longest)).containsExactly(1);
    }

    static Place aPlace() {
        return new Place(new Shelf(anOrganization(), Kind.VEHICLES), "page:1");
    }

    private void keep(Place place, int answer) {
        cache().keep(place, edition(place), new byte[] {(byte) answer}, LONG);
    }

    private Edition edition(Place place) {
        return switch (cache().look(place)) {
            case Look.Nothing nothing -> nothing.edition();
            case Look.Held held -> held.edition();
            case Look.Away away -> throw new AssertionError("the cache is away");
        };
    }

    private byte[] held(Place place) {
        assertThat(cache().look(place)).isInstanceOf(Look.Held.class);
        return ((Look.Held) cache().look(place)).answer();
    }
}
