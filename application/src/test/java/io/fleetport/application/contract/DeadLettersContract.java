package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.deadLetter;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link DeadLetters} must do. */
public interface DeadLettersContract extends StoreContract {

    @Test
    default void aDeadLetterOfEveryReasonComesBackWithItsBytes() {
        VehicleKey key = aVehicle();
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            DeadLetter letter = bury(deadLetter(key, reason, NOW));

            assertThat(stores().deadLetters().find(key.organization(), letter.id()))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(letter);
        }
        assertThat(stores().deadLetters().find(key.organization(), UUID.randomUUID()))
                .isEmpty();
    }

    @Test
    default void theyAreCountedBySubjectAndReason() {
        VehicleKey vehicle = aVehicle();
        StationKey station = aStationOf(vehicle.organization());
        bury(deadLetter(vehicle, DeadLetterReason.UNDECODABLE, NOW));
        bury(deadLetter(station, DeadLetterReason.UNDECODABLE, NOW));
        bury(deadLetter(station, DeadLetterReason.UNDECODABLE, NOW));
        bury(deadLetter(station, DeadLetterReason.UNDECODABLE, NOW));
        bury(deadLetter(station, DeadLetterReason.TOO_LARGE, NOW));
        bury(deadLetter(station, DeadLetterReason.TOO_LARGE, NOW));

        assertThat(stores().deadLetters().counts(vehicle.organization(), 10))
                .containsExactly(
                        new DeadLetters.Count(station, DeadLetterReason.UNDECODABLE, 3),
                        new DeadLetters.Count(station, DeadLetterReason.TOO_LARGE, 2),
                        new DeadLetters.Count(vehicle, DeadLetterReason.UNDECODABLE, 1));
        assertThat(stores().deadLetters().counts(vehicle.organization(), 1)).hasSize(1);
        assertThat(stores().deadLetters().counts(anOrganization(), 10)).isEmpty();
    }

    @Test
    default void theLargestMessageIsKeptWhole() {
        VehicleKey key = aVehicle();
        byte[] raw = new byte[64 * 1024];
        raw[raw.length - 1] = 1;
        DeadLetter letter = bury(
                new DeadLetter(UUID.randomUUID(), key, "http", DeadLetterReason.TOO_LARGE, "over the limit", NOW, raw));

        assertThat(stores().deadLetters().find(key.organization(), letter.id()))
                .hasValueSatisfying(found -> assertThat(found.raw()).isEqualTo(raw));
    }

    @Test
    default void anotherOrganizationFindsNoDeadLetterAndListsNone() {
        VehicleKey key = aVehicle();
        DeadLetter letter = bury(deadLetter(key, DeadLetterReason.UNDECODABLE, NOW));
        OrganizationId other = anOrganization();

        assertThat(stores().deadLetters().find(key.organization(), letter.id())).isPresent();
        assertThat(stores().deadLetters().find(other, letter.id())).isEmpty();
        assertThat(listed(other, null, null)).isEmpty();
        assertThat(listed(other, key, null)).isEmpty();
    }

    @Test
    default void deadLettersAreListedNewestFirstByVehicleAndReasonPageByPage() {
        OrganizationId organization = anOrganization();
        VehicleKey one = aVehicleOf(organization);
        VehicleKey two = aVehicleOf(organization);
        List<UUID> late = new ArrayList<>();
        List<UUID> ofTwo = new ArrayList<>();
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            VehicleKey key = i % 4 == 0 ? two : one;
            DeadLetterReason reason = i % 2 == 0 ? DeadLetterReason.TOO_LATE : DeadLetterReason.UNDECODABLE;
            UUID id = bury(deadLetter(key, reason, NOW.plusSeconds(i))).id();
            all.addFirst(id);
            if (reason == DeadLetterReason.TOO_LATE) {
                late.addFirst(id);
            }
            if (key == two) {
                ofTwo.addFirst(id);
            }
        }

        assertThat(listed(organization, null, null)).isEqualTo(all);
        assertThat(listed(organization, null, DeadLetterReason.TOO_LATE)).isEqualTo(late);
        assertThat(listed(organization, two, null)).isEqualTo(ofTwo);
        assertThat(listed(organization, two, DeadLetterReason.UNDECODABLE)).isEmpty();
    }

    @Test
    default void aStationsDeadLetterIsKeptUnderTheStation() {
        VehicleKey vehicle = aVehicle();
        StationKey station = aStationOf(vehicle.organization());
        DeadLetter ofVehicle = bury(deadLetter(vehicle, DeadLetterReason.UNDECODABLE, NOW));
        DeadLetter ofStation = bury(deadLetter(station, DeadLetterReason.WRONG_IDENTITY, NOW.plusSeconds(1)));

        assertThat(stores().deadLetters().find(station.organization(), ofStation.id()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(ofStation);
        assertThat(listed(vehicle.organization(), null, null)).containsExactly(ofStation.id(), ofVehicle.id());
        assertThat(listed(vehicle.organization(), station, null)).containsExactly(ofStation.id());
        assertThat(listed(vehicle.organization(), vehicle, null)).containsExactly(ofVehicle.id());
        assertThat(listed(vehicle.organization(), station, DeadLetterReason.UNDECODABLE))
                .isEmpty();
        assertThat(listed(vehicle.organization(), aStationOf(vehicle.organization()), null))
                .isEmpty();
    }

    @Test
    default void deadLettersOfOneInstantAreEachShownOnce() {
        VehicleKey key = aVehicle();
        BatchDraft draft = batch();
        for (int i = 0; i < 10; i++) {
            draft.buries(deadLetter(key, DeadLetterReason.UNDECODABLE, NOW));
        }
        stores().ledger().commit(draft.done());

        assertThat(listed(key.organization(), null, null)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    default void aCursorNobodyGaveOutAndAWrongLimitAreRefused() {
        VehicleKey key = aVehicle();
        bury(deadLetter(key, DeadLetterReason.UNDECODABLE, NOW));

        assertThatThrownBy(() -> stores().deadLetters().list(key.organization(), null, null, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().deadLetters().list(key.organization(), null, null, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(listed(key.organization(), null, null)).hasSize(1);
    }

    private DeadLetter bury(DeadLetter letter) {
        stores().ledger().commit(batch().buries(letter).done());
        return letter;
    }

    private List<UUID> listed(OrganizationId organization, Subject about, DeadLetterReason reason) {
        List<UUID> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<DeadLetter> page = stores().deadLetters().list(organization, about, reason, cursor, 3);
            page.items().forEach(letter -> all.add(letter.id()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
