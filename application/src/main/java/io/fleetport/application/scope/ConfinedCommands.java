package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.CommandStations;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands to stations of the caller's fleets. Safe to call from many threads. */
public final class ConfinedCommands implements CommandStations {

    private final CommandStations all;
    private final Scopes scopes;

    public ConfinedCommands(CommandStations all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Optional<StationCommand> command(
            Caller caller, StationId station, Instruction instruction, Duration expiresIn) {
        if (scopes.of(caller).sees(station)) {
            return all.command(caller, station, instruction, expiresIn);
        }
        caller.require(Permission.COMMAND_STATIONS);
        return Optional.empty();
    }

    @Override
    public Optional<Page<StationCommand>> list(Caller caller, StationId station, @Nullable String cursor, int limit) {
        if (scopes.of(caller).sees(station)) {
            return all.list(caller, station, cursor, limit);
        }
        caller.require(Permission.VIEW_STATIONS);
        return Optional.empty();
    }

    @Override
    public Optional<StationCommand> find(Caller caller, StationId station, UUID command) {
        return all.find(caller, station, command)
                .filter(found -> scopes.of(caller).sees(station));
    }
}
