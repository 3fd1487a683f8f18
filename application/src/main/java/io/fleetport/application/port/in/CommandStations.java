package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has stations do something. */
public interface CommandStations {

    Duration LEAST_EXPIRY = Duration.ofSeconds(1);
    Duration MOST_EXPIRY = Duration.ofHours(1);
    Duration USUAL_EXPIRY = Duration.ofMinutes(1);

    /**
     * Sends the instruction, at most once. The command is stored before, so that whatever happens something is known of it.
     *
     * @param expiresIn after this the station must not carry it out any more
     * @return the command as far as known shortly after, empty when there is no such station in the organization
     * @throws NotPermitted without {@link Permission#COMMAND_STATIONS}
     * @throws InvalidRequest when it would expire too soon or too late
     */
    Optional<StationCommand> command(Caller caller, StationId station, Instruction instruction, Duration expiresIn);

    /**
     * Newest first.
     *
     * @param cursor from an earlier page, null for the first
     * @param limit 1 to 1000
     * @return empty when there is no such station in the organization
     * @throws NotPermitted without {@link Permission#VIEW_STATIONS}
     * @throws InvalidRequest when the cursor is none of ours
     */
    Optional<Page<StationCommand>> list(Caller caller, StationId station, @Nullable String cursor, int limit);

    /**
     * Empty also when it is another organization's.
     *
     * @throws NotPermitted without {@link Permission#VIEW_STATIONS}
     */
    Optional<StationCommand> find(Caller caller, StationId station, UUID command);
}
