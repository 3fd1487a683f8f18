package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.NotPermitted;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RegisterStations;
import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.out.StationCertificates;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes stations of the caller's fleets; a station that is not in them is not theirs to register. Safe to call from many threads. */
public final class ConfinedRegistration implements RegisterStations {

    private final RegisterStations all;
    private final Scopes scopes;

    public ConfinedRegistration(RegisterStations all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public Outcome register(Caller caller, Wish wish) {
        if (!scopes.of(caller).sees(wish.station())) {
            throw new NotPermitted(Permission.MANAGE_STATIONS);
        }
        return all.register(caller, wish);
    }

    @Override
    public Optional<ViewStations.Seen> find(Caller caller, StationId station) {
        return all.find(caller, station).filter(seen -> scopes.of(caller).sees(station));
    }

    @Override
    public Optional<ViewStations.Seen> change(
            Caller caller, StationId station, @Nullable String name, @Nullable Position position) {
        if (scopes.of(caller).sees(station)) {
            return all.change(caller, station, name, position);
        }
        caller.require(Permission.MANAGE_STATIONS);
        return Optional.empty();
    }

    @Override
    public Optional<StationCertificates.Issued> certify(Caller caller, StationId station, String csrPem) {
        if (scopes.of(caller).sees(station)) {
            return all.certify(caller, station, csrPem);
        }
        caller.require(Permission.MANAGE_STATIONS);
        return Optional.empty();
    }
}
