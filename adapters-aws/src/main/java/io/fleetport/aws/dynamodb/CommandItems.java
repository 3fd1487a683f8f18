package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationChanges.CommandAnswered;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationMessage.Answer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commands to stations as items, and what became of them. While one is not settled a mark beside it says when it expires; both
 * are always written together.
 */
final class CommandItems {

    private static final String NAME = "command_id";
    private static final String ORGANIZATION = "organization";
    private static final String STATION = "station_id";
    private static final String ISSUED_BY = "issued_by";
    private static final String ISSUED = "issued_at";
    private static final String EXPIRES = "expires_at";
    private static final String OUTCOME = "outcome";
    private static final String SETTLED = "settled_at";
    private static final String DETAIL = "detail";

    private CommandItems() {}

    /** A new command, unless one of its id is there. */
    static List<Write> add(OrganizationId organization, StationCommand command) {
        StationKey station = new StationKey(organization, command.station());
        String place = Key.join(Key.time(command.issuedAt()), command.id().toString());
        Item item = Item.at(StationKeys.command(organization, command.id()))
                .index(Index.GSI1, StationKeys.list(organization, StationKeys.COMMANDS), place)
                .index(Index.GSI2, StationKeys.list(station, StationKeys.COMMANDS), place)
                .uuid(NAME, command.id())
                .text(STATION, command.station().value())
                .text(ISSUED_BY, command.issuedBy())
                .instant(ISSUED, command.issuedAt())
                .instant(EXPIRES, command.expiresAt())
                .text(OUTCOME, command.outcome().name())
                .instant(SETTLED, command.settledAt())
                .text(DETAIL, command.detail());
        InstructionAttributes.put(command.instruction(), item);
        return List.of(Write.put(item).when(Expression.ABSENT), mark(organization, command.id(), item));
    }

    /** As it stands from now on, unless something else became of it meanwhile. */
    static List<Write> moved(
            OrganizationId organization, Item stored, Outcome outcome, Instant at, @Nullable String detail) {
        Item moved = stored.copy()
                .text(OUTCOME, outcome.name())
                .instant(SETTLED, outcome.settled() ? at : null)
                .text(DETAIL, detail);
        return List.of(
                Write.put(moved).when(Expression.of("{outcome} = ?", stored.text(OUTCOME))),
                mark(organization, stored.uuid(NAME), moved));
    }

    private static Write mark(OrganizationId organization, UUID command, Item item) {
        Key key = StationKeys.unsettled(organization, command, item.instant(EXPIRES));
        return outcome(item).settled()
                ? Write.delete(key)
                : Write.put(
                        Item.at(key).text(ORGANIZATION, organization.value()).uuid(NAME, command));
    }

    /** The command that a mark is of. */
    static Key ofMark(Item mark) {
        return StationKeys.command(issuerOf(mark), mark.uuid(NAME));
    }

    static OrganizationId issuerOf(Item mark) {
        return new OrganizationId(mark.text(ORGANIZATION));
    }

    /** Whether a station's word counts: it speaks of a command of its own, of which it has said nothing final yet. */
    static boolean counts(CommandAnswered answered, @Nullable Item stored) {
        if (stored == null
                || !stored.text(STATION).equals(answered.key().station().value())) {
            return false;
        }
        return switch (outcome(stored)) {
            case COMPLETED, REJECTED, FAILED, EXPIRED -> false;
            case PENDING, SENT, ACCEPTED, NOT_SENT, UNKNOWN -> true;
        };
    }

    static Outcome outcome(Answer answer) {
        return switch (answer) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case COMPLETED -> Outcome.COMPLETED;
            case REJECTED -> Outcome.REJECTED;
            case FAILED -> Outcome.FAILED;
            case EXPIRED -> Outcome.EXPIRED;
        };
    }

    static Outcome outcome(Item item) {
        return Outcome.valueOf(item.text(OUTCOME));
    }

    static StationCommand command(Item item) {
        return new StationCommand(
                item.uuid(NAME),
                new StationId(item.text(STATION)),
                InstructionAttributes.get(item),
                item.text(ISSUED_BY),
                item.instant(ISSUED),
                item.instant(EXPIRES),
                outcome(item),
                item.instantOrNull(SETTLED),
                item.textOrNull(DETAIL));
    }
}
