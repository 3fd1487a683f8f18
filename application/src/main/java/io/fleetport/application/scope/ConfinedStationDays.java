package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewStationDays;
import io.fleetport.domain.station.StationDay;
import io.fleetport.domain.station.StationId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days of stations of the caller's fleets. Safe to call from many threads. */
public final class ConfinedStationDays implements ViewStationDays {

    private final ViewStationDays all;
    private final Scopes scopes;

    public ConfinedStationDays(ViewStationDays all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Optional<List<StationDay>> of(
            Caller caller, StationId station, @Nullable LocalDate from, @Nullable LocalDate until, ZoneId zone) {
        if (scopes.of(caller).sees(station)) {
            return all.of(caller, station, from, until, zone);
        }
        caller.require(Permission.VIEW_HISTORY);
        return Optional.empty();
    }
}
