package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationChanges.CommandAnswered;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scans all commands for a list. */
final class InMemoryStationCommands implements StationCommands {

    private static final int MOST_OVERDUE = 1_000;

    private static final Comparator<StationCommand> OLDEST_FIRST =
            Comparator.comparing(StationCommand::issuedAt).thenComparing(StationCommand::id, Paging.BY_ID);

    private final Shelves shelves;

    InMemoryStationCommands(Shelves shelves) {
        this.shelves = shelves;
    }

    @Override
    public void add(OrganizationId organization, StationCommand command) {
        shelves.lock.writeLock().lock();
        try {
            shelves.ofStations.commands.putIfAbsent(command.id(), new Issued(organization, atMicros(command)));
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    @Override
    public boolean move(
            OrganizationId organization, UUID command, Outcome outcome, Instant at, @Nullable String detail) {
        shelves.lock.writeLock().lock();
        try {
            Issued stored = shelves.ofStations.commands.get(command);
            if (stored == null
                    || !stored.organization().equals(organization)
                    || !isNews(stored.command().outcome(), outcome)) {
                return false;
            }
            shelves.ofStations.commands.put(command, moved(stored, outcome, at, detail));
            return true;
        } finally {
            shelves.lock.writeLock().unlock();
        }
    }

    @Override
    public Optional<StationCommand> find(StationKey station, UUID command) {
        shelves.lock.readLock().lock();
        try {
            return Optional.ofNullable(shelves.ofStations.commands.get(command))
                    .filter(issued -> isOf(issued, station))
                    .map(Issued::command);
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public Page<StationCommand> list(
            OrganizationId organization, @Nullable StationId station, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        shelves.lock.readLock().lock();
        try {
            return Paging.page(
                    shelves.ofStations.commands.values().stream()
                            .filter(issued -> issued.organization().equals(organization))
                            .map(Issued::command)
                            .filter(command -> station == null || station.equals(command.station()))
                            .filter(command -> after == null || comesBefore(command, after)),
                    OLDEST_FIRST.reversed(),
                    limit,
                    last -> Cursor.of(last.issuedAt(), last.id(), last.id()));
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    @Override
    public List<Issued> overdue(Instant now) {
        shelves.lock.readLock().lock();
        try {
            return shelves.ofStations.commands.values().stream()
                    .filter(issued -> !issued.command().outcome().settled()
                            && issued.command().expiresAt().isBefore(now))
                    .sorted(Comparator.comparing(
                                    (Issued issued) -> issued.command().expiresAt())
                            .thenComparing(issued -> issued.command().id(), Paging.BY_ID))
                    .limit(MOST_OVERDUE)
                    .toList();
        } finally {
            shelves.lock.readLock().unlock();
        }
    }

    /** The command after the station's word, which counts unless it had said something final before. */
    static Issued answered(Issued stored, CommandAnswered answered) {
        boolean last =
                switch (stored.command().outcome()) {
                    case COMPLETED, REJECTED, FAILED, EXPIRED -> true;
                    case PENDING, SENT, ACCEPTED, NOT_SENT, UNKNOWN -> false;
                };
        if (last || !isOf(stored, answered.key())) {
            return stored;
        }
        Outcome outcome =
                switch (answered.answer().answer()) {
                    case ACCEPTED -> Outcome.ACCEPTED;
                    case COMPLETED -> Outcome.COMPLETED;
                    case REJECTED -> Outcome.REJECTED;
                    case FAILED -> Outcome.FAILED;
                    case EXPIRED -> Outcome.EXPIRED;
                };
        return moved(
                stored,
                outcome,
                answered.answer().observedAt(),
                answered.answer().detail());
    }

    private static boolean isNews(Outcome known, Outcome told) {
        return switch (told) {
            case PENDING -> false;
            case SENT, NOT_SENT -> known == Outcome.PENDING;
            case ACCEPTED, COMPLETED, REJECTED, FAILED, EXPIRED, UNKNOWN -> !known.settled();
        };
    }

    private static boolean isOf(Issued issued, StationKey station) {
        return issued.organization().equals(station.organization())
                && issued.command().station().equals(station.station());
    }

    private static Issued moved(Issued stored, Outcome outcome, Instant at, @Nullable String detail) {
        StationCommand command = stored.command();
        StationCommand moved = new StationCommand(
                command.id(),
                command.station(),
                command.instruction(),
                command.issuedBy(),
                command.issuedAt(),
                command.expiresAt(),
                outcome,
                outcome.settled() ? at : null,
                detail);
        return new Issued(stored.organization(), atMicros(moved));
    }

    /** As precise as everything is kept. */
    private static StationCommand atMicros(StationCommand command) {
        @Nullable Instant settledAt = command.settledAt();
        return new StationCommand(
                command.id(),
                command.station(),
                command.instruction(),
                command.issuedBy(),
                command.issuedAt().truncatedTo(ChronoUnit.MICROS),
                command.expiresAt().truncatedTo(ChronoUnit.MICROS),
                command.outcome(),
                settledAt == null ? null : settledAt.truncatedTo(ChronoUnit.MICROS),
                command.detail());
    }

    private static boolean comesBefore(StationCommand command, Cursor.ByTime position) {
        int order = command.issuedAt().compareTo(position.time());
        return order < 0 || order == 0 && Paging.BY_ID.compare(command.id(), position.id()) < 0;
    }
}
