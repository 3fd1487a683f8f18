package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands one by one: they are few. */
final class DynamoStationCommands implements StationCommands {

    private static final int MOST_OVERDUE = 1_000;

    private final Database database;

    DynamoStationCommands(Database database) {
        this.database = database;
    }

    @Override
    public void add(OrganizationId organization, StationCommand command) {
        database.transact(CommandItems.add(organization, command)); // refused when it is there
    }

    @Override
    public boolean move(
            OrganizationId organization, UUID command, Outcome outcome, Instant at, @Nullable String detail) {
        Pauses pauses = database.pauses("moving a command on");
        while (true) {
            @Nullable
            Item stored =
                    database.get(StationKeys.command(organization, command)).orElse(null);
            if (stored == null || !isNews(CommandItems.outcome(stored), outcome)) {
                return false;
            }
            if (database.transact(CommandItems.moved(organization, stored, outcome, at, detail))
                    .isEmpty()) {
                return true;
            }
            pauses.next(); // the station answered right then
        }
    }

    private static boolean isNews(Outcome known, Outcome told) {
        return switch (told) {
            case PENDING -> false;
            case SENT, NOT_SENT -> known == Outcome.PENDING;
            case ACCEPTED, COMPLETED, REJECTED, FAILED, EXPIRED, UNKNOWN -> !known.settled();
        };
    }

    @Override
    public Optional<StationCommand> find(StationKey station, UUID command) {
        return database.get(StationKeys.command(station.organization(), command))
                .map(CommandItems::command)
                .filter(found -> found.station().equals(station.station()));
    }

    @Override
    public Page<StationCommand> list(
            OrganizationId organization, @Nullable StationId station, @Nullable String cursor, int limit) {
        Query query = station == null
                ? Query.in(Table.STATIONS, Index.GSI1, StationKeys.list(organization, StationKeys.COMMANDS))
                : Query.in(
                        Table.STATIONS,
                        Index.GSI2,
                        StationKeys.list(new StationKey(organization, station), StationKeys.COMMANDS));
        if (cursor != null) {
            Cursor.ByTime after = Cursor.byTime(cursor);
            query = query.until(Key.join(Key.bound(after.time()), after.id().toString()));
        }
        return Listing.page(
                database.stream(query.backward().pages(Listing.pageSize(limit))).map(CommandItems::command),
                command -> true,
                limit,
                last -> Cursor.of(last.issuedAt(), last.id(), last.id()));
    }

    @Override
    public List<Issued> overdue(Instant now) {
        List<Item> marks = new ArrayList<>();
        for (int shard = 0; shard < StationKeys.SHARDS; shard++) {
            Query expired = Query.in(Table.STATIONS, StationKeys.unsettledPartition(shard))
                    .between("", null, now);
            marks.addAll(database.list(expired, MOST_OVERDUE));
        }
        List<Item> oldest = marks.stream()
                .sorted(Comparator.comparing(mark -> mark.key().sk()))
                .limit(MOST_OVERDUE)
                .toList();
        Map<Key, Item> commands =
                database.getAll(oldest.stream().map(CommandItems::ofMark).toList());
        List<Issued> overdue = new ArrayList<>();
        for (Item mark : oldest) {
            @Nullable Item command = commands.get(CommandItems.ofMark(mark));
            if (command != null && !CommandItems.outcome(command).settled()) {
                overdue.add(new Issued(CommandItems.issuerOf(mark), CommandItems.command(command)));
            }
        }
        return overdue;
    }
}
