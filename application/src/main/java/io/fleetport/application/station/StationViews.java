package io.fleetport.application.station;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewStations;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows stations from their store. Safe to call from many threads. */
public final class StationViews implements ViewStations {

    private final Stations stations;
    private final StationRule rule;
    private final Clock clock;

    public StationViews(Stations stations, StationRule rule, Clock clock) {
        this.stations = stations;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public Page<Seen> list(Caller caller, Stations.Filter filter, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_STATIONS);
        Page<Stations.Known> page =
                Cursors.reading(cursor, () -> stations.list(caller.organization(), filter, cursor, limit));
        Instant now = clock.instant();
        return new Page<>(
                page.items().stream()
                        .map(known -> Seen.of(known.station(), known.state(), now, rule))
                        .toList(),
                page.next());
    }

    @Override
    public Optional<Seen> find(Caller caller, StationId station) {
        caller.require(Permission.VIEW_STATIONS);
        return stations.find(caller.organization(), station)
                .map(known -> Seen.of(known.station(), known.state(), clock.instant(), rule));
    }
}
