package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.StationDraft.stations;
import static io.fleetport.application.contract.StationSample.aStation;
import static io.fleetport.application.contract.StationSample.aStationOf;
import static io.fleetport.application.contract.StationSample.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationCommands.Issued;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage.Answer;
import io.fleetport.domain.station.StationMessage.Answered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any {@link io.fleetport.application.port.out.StationCommands} must do. */
public interface StationCommandsContract extends StoreContract {

    @Test
    default void everyInstructionComesBackAsItWasGiven() {
        StationKey key = aStation();
        SlotId slot = new SlotId("3");
        ConnectorId connector = new ConnectorId("A");
        for (Instruction instruction : List.of(
                new Instruction.ReserveSlot(slot),
                new Instruction.ReservePack(new PackId("P-17")),
                new Instruction.ReleaseSlot(slot),
                new Instruction.ReleasePack(new PackId("P-17")),
                new Instruction.LockSlot(slot),
                new Instruction.LockConnector(connector),
                new Instruction.UnlockSlot(slot),
                new Instruction.UnlockConnector(connector),
                new Instruction.Restart(),
                new Instruction.SetChargeLimit(80.5, null, null),
                new Instruction.SetChargeLimit(1, slot, null),
                new Instruction.SetChargeLimit(100, null, connector))) {
            StationCommand command = add(key, command(key, instruction, NOW));

            assertThat(stores().stationCommands().find(key, command.id())).contains(command);
        }
        assertThat(stores().stationCommands().find(key, UUID.randomUUID())).isEmpty();
    }

    @Test
    default void addingACommandTwiceChangesNothing() {
        StationKey key = aStation();
        StationCommand command = add(key, command(key, NOW));
        move(key, command, Outcome.SENT, null);

        stores().stationCommands().add(key.organization(), command);

        assertThat(outcome(key, command)).isEqualTo(Outcome.SENT);
        assertThat(paged(key.organization(), null, 10)).hasSize(1);
    }

    @Test
    default void aCommandGoesOnUntilItIsSettled() {
        StationKey key = aStation();
        StationCommand command = add(key, command(key, NOW));

        assertThat(move(key, command, Outcome.SENT, null)).isTrue();
        assertThat(move(key, command, Outcome.UNKNOWN, "nothing \u0000 heard")).isTrue();
        assertThat(move(key, command, Outcome.COMPLETED, "too late")).isFalse();

        assertThat(stores().stationCommands().find(key, command.id())).hasValueSatisfying(stored -> {
            assertThat(stored.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(stored.settledAt()).isEqualTo(NOW.plusSeconds(9));
            assertThat(stored.detail()).startsWith("nothing ").endsWith(" heard");
        });
    }

    @Test
    default void aCommandThatIsNotSettledHasNoTimeOfSettling() {
        StationKey key = aStation();
        StationCommand command = add(key, command(key, NOW));
        move(key, command, Outcome.SENT, null);

        assertThat(stores().stationCommands().find(key, command.id())).hasValueSatisfying(stored -> {
            assertThat(stored.outcome()).isEqualTo(Outcome.SENT);
            assertThat(stored.settledAt()).isNull();
            assertThat(stored.detail()).isNull();
        });
    }

    @Test
    default void aStationThatAnsweredBeforeItWasKnownToBeSentKeepsItsWord() {
        StationKey key = aStation();
        StationCommand command = add(key, command(key, NOW));
        answer(key, command, Answer.ACCEPTED, NOW.plusSeconds(1), null);

        assertThat(move(key, command, Outcome.SENT, null)).isFalse();
        assertThat(move(key, command, Outcome.NOT_SENT, null)).isFalse();
        assertThat(move(key, command, Outcome.PENDING, null)).isFalse();
        assertThat(outcome(key, command)).isEqualTo(Outcome.ACCEPTED);
        assertThat(move(key, command, Outcome.UNKNOWN, null)).isTrue();
        assertThat(outcome(key, command)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    default void everyAnswerOfTheStationIsStored() {
        StationKey key = aStation();
        for (Answer answer : Answer.values()) {
            StationCommand command = add(key, command(key, NOW));
            answer(key, command, answer, NOW.plusSeconds(5), "slot 3 🚗");

            assertThat(stores().stationCommands().find(key, command.id())).hasValueSatisfying(stored -> {
                assertThat(stored.outcome().name()).isEqualTo(answer.name());
                assertThat(stored.settledAt()).isEqualTo(answer == Answer.ACCEPTED ? null : NOW.plusSeconds(5));
                assertThat(stored.detail()).isEqualTo("slot 3 🚗");
            });
        }
    }

    @Test
    default void theFirstFinalAnswerStandsWhateverComesAfterIt() {
        StationKey key = aStation();
        StationCommand command = add(key, command(key, NOW));
        answer(key, command, Answer.ACCEPTED, NOW, null);
        answer(key, command, Answer.REJECTED, NOW.plusSeconds(1), "first");
        answer(key, command, Answer.COMPLETED, NOW.plusSeconds(2), "second");
        answer(key, command, Answer.ACCEPTED, NOW.plusSeconds(3), "third");

        assertThat(outcome(key, command)).isEqualTo(Outcome.REJECTED);
        StationCommand inOneBatch = add(key, command(key, NOW));
        stores().ledger()
                .commit(stations()
                        .answers(key, new Answered(NOW, inOneBatch.id(), Answer.ACCEPTED, null))
                        .answers(key, new Answered(NOW.plusSeconds(1), inOneBatch.id(), Answer.COMPLETED, "done"))
                        .answers(key, new Answered(NOW.plusSeconds(2), inOneBatch.id(), Answer.FAILED, null))
                        .answers(key, new Answered(NOW.plusSeconds(3), inOneBatch.id(), Answer.ACCEPTED, null))
                        .done());
        assertThat(stores().stationCommands().find(key, inOneBatch.id())).hasValueSatisfying(stored -> {
            assertThat(stored.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(stored.settledAt()).isEqualTo(NOW.plusSeconds(1));
            assertThat(stored.detail()).isEqualTo("done");
        });
    }

    @Test
    default void anAnswerStillCountsAfterTheOutcomeWasGivenUp() {
        StationKey key = aStation();
        for (Outcome given : List.of(Outcome.UNKNOWN, Outcome.NOT_SENT)) {
            StationCommand command = add(key, command(key, NOW));
            move(key, command, given, null);
            assertThat(outcome(key, command)).isEqualTo(given);

            answer(key, command, Answer.COMPLETED, NOW.plusSeconds(100), null);

            assertThat(outcome(key, command)).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    default void anAnswerOfAnotherStationIsPassedOver() {
        StationKey key = aStation();
        StationCommand command = add(key, command(key, NOW));

        for (StationKey other :
                List.of(aStationOf(key.organization()), new StationKey(anOrganization(), key.station()))) {
            answer(other, command, Answer.COMPLETED, NOW, null);
        }
        stores().ledger()
                .commit(stations()
                        .answers(key, new Answered(NOW, UUID.randomUUID(), Answer.COMPLETED, null))
                        .done());

        assertThat(outcome(key, command)).isEqualTo(Outcome.PENDING);
        answer(key, command, Answer.COMPLETED, NOW, null);
        assertThat(outcome(key, command)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    default void anotherOrganizationFindsNoCommandAndMovesNone() {
        StationKey key = aStation();
        StationCommand command = add(key, command(key, NOW));
        OrganizationId other = anOrganization();

        assertThat(stores().stationCommands().find(key, command.id())).isPresent();
        assertThat(stores().stationCommands().find(new StationKey(other, key.station()), command.id()))
                .isEmpty();
        assertThat(stores().stationCommands().find(aStationOf(key.organization()), command.id()))
                .isEmpty();
        assertThat(stores().stationCommands().move(other, command.id(), Outcome.FAILED, NOW, null))
                .isFalse();
        assertThat(paged(other, null, 10)).isEmpty();
        assertThat(outcome(key, command)).isEqualTo(Outcome.PENDING);
    }

    @Test
    default void commandsAreListedNewestFirstByStationPageByPage() {
        OrganizationId organization = anOrganization();
        StationKey one = aStationOf(organization);
        StationKey two = aStationOf(organization);
        List<StationCommand> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StationKey key = i % 4 == 0 ? two : one;
            all.add(add(key, command(key, NOW.plusSeconds(i / 3))));
        }
        all.sort(Comparator.comparing(StationCommand::issuedAt)
                .thenComparing(command -> command.id().toString())
                .reversed());

        for (int size : new int[] {1, 3, 8, 100}) {
            assertThat(paged(organization, null, size)).isEqualTo(all);
            assertThat(paged(organization, two.station(), size))
                    .hasSize(2)
                    .isEqualTo(all.stream()
                            .filter(command -> command.station().equals(two.station()))
                            .toList());
        }
    }

    @Test
    default void commandsThatExpiredUnsettledAreOverdueOldestFirst() {
        StationKey key = aStation();
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z"); // so that no other test's are older
        StationCommand second = add(key, command(key, longAgo.plusSeconds(10)));
        StationCommand first = add(key, command(key, longAgo));
        StationCommand settled = add(key, command(key, longAgo));
        StationCommand third = add(key, command(key, longAgo.plusSeconds(20)));
        move(key, settled, Outcome.NOT_SENT, null);
        move(key, second, Outcome.SENT, null);

        assertThat(overdue(key, longAgo.plusSeconds(80))).containsExactly(first.id(), second.id());
        assertThat(overdue(key, first.expiresAt())).isEmpty();
        assertThat(overdue(key, third.expiresAt().plusNanos(1_000))).hasSize(3);
    }

    @Test
    default void aCursorOfCommandsNobodyGaveOutAndAWrongLimitAreRefused() {
        StationKey key = aStation();
        add(key, command(key, NOW));

        assertThatThrownBy(() -> stores().stationCommands().list(key.organization(), null, "made-up!", 10))
                .isInstanceOf(IllegalArgumentException.class);
        for (int limit : new int[] {-1, 0, 1_001}) {
            assertThatThrownBy(() -> stores().stationCommands().list(key.organization(), null, null, limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(paged(key.organization(), null, 1_000)).hasSize(1);
    }

    private StationCommand add(StationKey key, StationCommand command) {
        stores().stationCommands().add(key.organization(), command);
        return command;
    }

    private boolean move(StationKey key, StationCommand command, Outcome outcome, String detail) {
        return stores().stationCommands().move(key.organization(), command.id(), outcome, NOW.plusSeconds(9), detail);
    }

    private void answer(StationKey key, StationCommand command, Answer answer, Instant at, String detail) {
        stores().ledger()
                .commit(stations()
                        .answers(key, new Answered(at, command.id(), answer, detail))
                        .done());
    }

    private Outcome outcome(StationKey key, StationCommand command) {
        return stores().stationCommands().find(key, command.id()).orElseThrow().outcome();
    }

    private List<UUID> overdue(StationKey key, Instant now) {
        return stores().stationCommands().overdue(now).stream()
                .filter(issued -> issued.organization().equals(key.organization()))
                .map(Issued::command)
                .map(StationCommand::id)
                .toList();
    }

    private List<StationCommand> paged(OrganizationId organization, StationId station, int size) {
        List<StationCommand> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<StationCommand> page = stores().stationCommands().list(organization, station, cursor, size);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
