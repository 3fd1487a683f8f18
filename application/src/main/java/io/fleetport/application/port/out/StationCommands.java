package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every command to a station and what became of it. Answers come in through {@link TelemetryLedger}. Safe to call from many threads. Any method may throw {@link PortUnavailable}. */
public interface StationCommands {

    /** A command under its organization. */
    record Issued(OrganizationId organization, StationCommand command) {}

    /** Stores a new command. Adding it twice changes nothing. */
    void add(OrganizationId organization, StationCommand command);

    /**
     * Says what became of a command, unless it is settled already. That it was sent, or not, is news only while it is pending:
     * the station may have answered by then.
     *
     * @param at when that became known; stored for a settled outcome
     * @return whether it was stored
     */
    boolean move(
            OrganizationId organization,
            UUID command,
            StationCommand.Outcome outcome,
            Instant at,
            @Nullable String detail);

    /** Empty also when it is another organization's or station's. */
    Optional<StationCommand> find(StationKey station, UUID command);

    /**
     * Newest first, ties by id descending.
     *
     * @param station only this station's, null for all
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     */
    Page<StationCommand> list(
            OrganizationId organization, @Nullable StationId station, @Nullable String cursor, int limit);

    /** Commands of any organization that are not settled and expired before {@code now}, oldest first; at most 1,000. */
    List<Issued> overdue(Instant now);
}
