package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aTripId;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.finished;
import static io.fleetport.application.contract.Sample.gap;
import static io.fleetport.application.contract.Sample.reading;
import static io.fleetport.application.contract.Sample.standing;
import static io.fleetport.application.contract.Sample.underway;
import static io.fleetport.application.contract.Sample.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.Trips;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.TelemetryLedger} must do. */
public interface TelemetryLedgerContract extends StoreContract {

    @Test
    default void aVehicleNeverHeardOfHasNoStanding() {
        VehicleKey known = aVehicle();
        stores().ledger()
                .commit(batch().moves(known, 0, standing(known, "A", NOW)).done());

        assertThat(stores().ledger().load(List.of(aVehicle(), known))).containsOnlyKeys(known);
        assertThat(stores().ledger().load(List.of())).isEmpty();
    }

    @Test
    default void aStandingComesBackAsItWasCommittedOneVersionHigher() {
        VehicleKey key = aVehicle();
        Standing first = standing(key, "First name", NOW);
        Standing second = standing(key, "Second name", NOW.plusSeconds(5));

        stores().ledger().commit(batch().moves(key, 0, first).done());
        assertStanding(key, 1, first);
        stores().ledger().commit(batch().moves(key, 1, second).done());
        assertStanding(key, 2, second);
    }

    @Test
    default void aLargeTrackIsKeptByteForByte() {
        VehicleKey key = aVehicle();
        byte[] track = new byte[64 * 1024];
        for (int i = 0; i < track.length; i++) {
            track[i] = (byte) (i * 31 + i / 256);
        }
        Standing small = standing(key, "A", NOW);
        Standing large = new Standing(0, small.profile(), small.state(), track);

        stores().ledger().commit(batch().moves(key, 0, large).done());

        assertStanding(key, 1, large);
    }

    @Test
    default void anotherWritersVersionIsNoticedAndNothingOfTheBatchIsStored() {
        VehicleKey moved = aVehicle();
        VehicleKey fresh = aVehicleOf(moved.organization());
        Standing theirs = standing(moved, "Theirs", NOW);
        stores().ledger().commit(batch().moves(moved, 0, theirs).done());
        Batch late = everythingAbout(fresh, moved);

        assertThatThrownBy(() -> stores().ledger().commit(late)).isInstanceOf(StaleStanding.class);

        assertStanding(moved, 1, theirs);
        assertNothingStoredOf(late, fresh);
    }

    @Test
    default void aVersionAheadOfTheStoredOneIsStaleToo() {
        VehicleKey key = aVehicle();
        VehicleKey other = aVehicle();
        stores().ledger()
                .commit(batch().moves(other, 0, standing(other, "B", NOW)).done());

        assertThatThrownBy(() -> stores().ledger()
                        .commit(batch().moves(key, 3, standing(key, "A", NOW)).done()))
                .isInstanceOf(StaleStanding.class);
        assertThatThrownBy(() -> stores().ledger()
                        .commit(batch().moves(other, 2, standing(other, "B", NOW))
                                .done()))
                .isInstanceOf(StaleStanding.class);

        assertThat(stores().ledger().load(List.of(key, other))).containsOnlyKeys(other);
    }

    @Test
    default void committingTheVerySameBatchAgainChangesNothing() {
        VehicleKey key = aVehicle();
        VehicleKey other = aVehicleOf(key.organization());
        Batch batch = everythingAbout(key, other);

        stores().ledger().commit(batch);
        stores().ledger().commit(batch);

        assertStanding(key, 1, batch.updates().get(0).standing());
        assertThat(history(key)).hasSize(2);
        assertThat(stores().trips()
                        .list(key.organization(), Trips.Filter.ALL, null, 10)
                        .items())
                .hasSize(1);
        assertThat(stores().gaps()
                        .list(key.organization(), null, null, null, null, 10)
                        .items())
                .hasSize(1);
        assertThat(stores().deadLetters()
                        .list(key.organization(), null, null, null, 10)
                        .items())
                .hasSize(1);
        assertThat(waiting(batch)).hasSize(batch.archive().messages().size());
    }

    @Test
    default void theSameBatchAgainAfterItsSuccessorIsStale() {
        VehicleKey key = aVehicle();
        Batch first = batch().moves(key, 0, standing(key, "A", NOW)).done();
        Standing next = standing(key, "A", NOW.plusSeconds(1));
        stores().ledger().commit(first);
        stores().ledger().commit(batch().moves(key, 1, next).done());

        assertThatThrownBy(() -> stores().ledger().commit(first)).isInstanceOf(StaleStanding.class);

        assertStanding(key, 2, next);
    }

    @Test
    default void twoFirstWritersOfAVehicleAreTwoAndOneIsTold() {
        VehicleKey key = aVehicle();
        Standing first = standing(key, "First", NOW);
        stores().ledger().commit(batch().moves(key, 0, first).done());

        assertThatThrownBy(() -> stores().ledger()
                        .commit(batch().moves(key, 0, standing(key, "Second", NOW))
                                .done()))
                .isInstanceOf(StaleStanding.class);

        assertStanding(key, 1, first);
    }

    @Test
    default void aReadingStoredBeforeIsKeptOnceAndTheRestOfTheBatchGoesIn() {
        VehicleKey key = aVehicle();
        Reading known = reading(key, NOW, 1);
        Reading fresh = reading(key, NOW.plusSeconds(1), 2);
        stores().ledger().commit(batch().hears(key, known).done());

        stores().ledger()
                .commit(batch().moves(key, 0, standing(key, "A", NOW))
                        .hears(key, known)
                        .hears(key, fresh)
                        .done());

        assertThat(history(key)).containsExactly(known, fresh);
        assertThat(stores().ledger().load(List.of(key))).containsOnlyKeys(key);
    }

    @Test
    default void anotherOrganizationSeesNoStandingAndCannotTakeTheVehicleOver() {
        VehicleKey ours = aVehicle();
        VehicleKey stolen = new VehicleKey(anOrganization(), ours.vehicle());
        Standing standing = standing(ours, "Ours", NOW);
        stores().ledger().commit(batch().moves(ours, 0, standing).done());

        assertThat(stores().ledger().load(List.of(stolen))).isEmpty();
        for (long version = 0; version < 2; version++) {
            Batch theft = batch().moves(stolen, version, standing(stolen, "Theirs", NOW))
                    .done();
            assertThatThrownBy(() -> stores().ledger().commit(theft)).isInstanceOf(PortRefused.class);
        }
        assertStanding(ours, 1, standing);
    }

    @Test
    default void anotherOrganizationCannotReplaceATrip() {
        VehicleKey ours = aVehicle();
        VehicleKey theirs = aVehicle();
        TripId id = aTripId();
        stores().ledger().commit(batch().tells(ours, finished(ours, id, NOW)).done());

        Batch theft = batch().moves(theirs, 0, standing(theirs, "Theirs", NOW))
                .tells(theirs, underway(theirs, id, NOW))
                .done();
        assertThatThrownBy(() -> stores().ledger().commit(theft)).isInstanceOf(PortRefused.class);

        assertThat(stores().trips().find(ours.organization(), id)).contains(finished(ours, id, NOW));
        assertThat(stores().ledger().load(List.of(theirs))).isEmpty();
    }

    @Test
    default void readingsOfDatesFarApartGoInOneBatch() {
        VehicleKey key = aVehicle();
        List<Reading> readings = List.of(
                reading(key, Instant.parse("2015-01-01T00:00:00Z"), 1),
                reading(key, Instant.parse("2015-01-31T23:59:59.999999Z"), 2),
                reading(key, Instant.parse("2026-02-28T23:59:59.999999Z"), 3),
                reading(key, Instant.parse("2026-03-01T00:00:00Z"), 4));
        BatchDraft draft = batch().moves(key, 0, standing(key, "A", NOW));
        readings.forEach(reading -> draft.hears(key, reading));

        stores().ledger().commit(draft.done());

        assertThat(history(key)).isEqualTo(readings);
    }

    @Test
    default void theVehiclesWithATripUnderwayAreKnown() {
        VehicleKey driving = aVehicle();
        VehicleKey arrived = aVehicle();
        VehicleKey mistaken = aVehicle();
        TripId[] ids = {aTripId(), aTripId(), aTripId()};
        stores().ledger()
                .commit(batch().moves(driving, 0, standing(driving, "D", NOW))
                        .tells(driving, underway(driving, ids[0], NOW))
                        .tells(arrived, underway(arrived, ids[1], NOW))
                        .tells(mistaken, underway(mistaken, ids[2], NOW))
                        .done());
        assertThat(stores().ledger().withTripUnderway()).contains(driving, arrived, mistaken);

        stores().ledger()
                .commit(batch().tells(arrived, finished(arrived, ids[1], NOW))
                        .tells(mistaken, withdrawn(mistaken, ids[2], NOW, ids[2]))
                        .done());

        assertThat(stores().ledger().withTripUnderway())
                .contains(driving)
                .doesNotContain(arrived, mistaken)
                .doesNotHaveDuplicates();
    }

    @Test
    default void textNoDatabaseLikesDoesNotStopABatch() {
        VehicleKey key = aVehicle();
        Standing standing = standing(key, "nul \u0000 quote ' \" back\\slash {brace}, NULL 🚗", NOW);
        DeadLetter letter = new DeadLetter(
                java.util.UUID.randomUUID(),
                key,
                "tes\u0000la",
                DeadLetterReason.UNDECODABLE,
                "byte \u0000 at 3",
                NOW,
                new byte[0]);

        stores().ledger().commit(batch().moves(key, 0, standing).buries(letter).done());

        assertThat(stores().vehicles().find(key.organization(), key.vehicle()))
                .hasValueSatisfying(known -> assertThat(known.vehicle().name())
                        .startsWith("nul ")
                        .endsWith(" quote ' \" back\\slash {brace}, NULL 🚗"));
        assertThat(stores().deadLetters().find(key.organization(), letter.id())).isPresent();
        stores().ledger().commit(batch().moves(key, 0, standing).buries(letter).done());
    }

    @Test
    default void anEmptyBatchIsNothing() {
        stores().ledger().commit(batch().done());

        assertThat(stores().ledger().load(List.of(aVehicle()))).isEmpty();
    }

    @Test
    default void aBigBatchIsStoredWhole() {
        OrganizationId organization = anOrganization();
        List<VehicleKey> keys = new ArrayList<>();
        BatchDraft draft = batch();
        for (int i = 0; i < 1_000; i++) {
            VehicleKey key = aVehicleOf(organization);
            keys.add(key);
            draft.moves(key, 0, standing(key, "Car " + i, NOW))
                    .hears(key, reading(key, NOW, i))
                    .hears(key, reading(key, NOW.plusMillis(1), i))
                    .tells(key, underway(key, aTripId(), NOW));
        }
        draft.archives(Sample.archiveBatch(keys.toArray(VehicleKey[]::new)));

        stores().ledger().commit(draft.done());

        Map<VehicleKey, Standing> standings = stores().ledger().load(keys);
        assertThat(standings.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(standings.get(keys.get(999)).profile().name()).isEqualTo("Car 999");
        assertThat(keys).allSatisfy(key -> assertThat(history(key)).hasSize(2));
        assertThat(stores().trips()
                        .list(organization, Trips.Filter.ALL, null, 1_000)
                        .items())
                .hasSize(1_000);
        assertThat(stores().ledger().withTripUnderway()).containsAll(keys);
    }

    /** A batch with one of everything about the first vehicle and a first standing of the second. */
    private static Batch everythingAbout(VehicleKey key, VehicleKey other) {
        TripId trip = aTripId();
        return batch().moves(key, 0, standing(key, "Fresh", NOW))
                .moves(other, 0, standing(other, "Ours", NOW.plusSeconds(1)))
                .hears(key, reading(key, NOW, 1))
                .hears(key, reading(key, NOW, 2))
                .tells(key, finished(key, trip, NOW))
                .misses(key, trip, gap(key, trip, NOW.plusSeconds(10)))
                .buries(Sample.deadLetter(key, DeadLetterReason.TOO_LATE, NOW))
                .archives(Sample.archiveBatch(key))
                .done();
    }

    private void assertNothingStoredOf(Batch batch, VehicleKey key) {
        OrganizationId organization = key.organization();
        assertThat(stores().ledger().load(List.of(key))).isEmpty();
        assertThat(history(key)).isEmpty();
        assertThat(stores().trips()
                        .list(organization, Trips.Filter.ALL, null, 10)
                        .items())
                .isEmpty();
        assertThat(stores().gaps()
                        .list(organization, null, null, null, null, 10)
                        .items())
                .isEmpty();
        assertThat(stores().deadLetters()
                        .list(organization, null, null, null, 10)
                        .items())
                .isEmpty();
        assertThat(waiting(batch)).isEmpty();
    }

    private void assertStanding(VehicleKey key, long version, Standing expected) {
        Standing stored = stores().ledger().load(List.of(key)).get(key);
        assertThat(stored).isNotNull();
        assertThat(stored.version()).isEqualTo(version);
        assertThat(stored.profile()).isEqualTo(expected.profile());
        assertThat(stored.state()).isEqualTo(expected.state());
        assertThat(stored.track()).isEqualTo(expected.track());
    }

    private List<Reading> history(VehicleKey key) {
        return stores().history().between(key, Instant.EPOCH, Instant.parse("2101-01-01T00:00:00Z"), null, 100);
    }

    /** Of the outbox, which this empties, what the batch's first subject said. */
    private List<ArchivedMessage> waiting(Batch batch) {
        Subject subject = batch.archive().messages().getFirst().subject();
        return takeAllThatWaits().stream()
                .filter(message -> message.subject().equals(subject))
                .toList();
    }
}
