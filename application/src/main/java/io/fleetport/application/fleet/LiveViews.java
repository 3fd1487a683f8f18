package io.fleetport.application.fleet;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.FollowLive;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the live bus and lets through what was asked for. Safe to call from many threads. */
public final class LiveViews implements FollowLive {

    private final LiveBus bus;

    public LiveViews(LiveBus bus) {
        this.bus = bus;
    }

    @Override
    public LiveBus.Subscription follow(Caller caller, Query query, @Nullable String lastSeen, Watcher watcher) {
        caller.require(Permission.FOLLOW_LIVE);
        return Cursors.reading(lastSeen, () -> bus.follow(caller.organization(), lastSeen, new Sieve(query, watcher)));
    }

    private static final class Sieve implements LiveBus.Follower {
        private final Query query;
        private final WantedSignals wanted;
        private final Watcher watcher;

        Sieve(Query query, Watcher watcher) {
            this.query = query;
            this.wanted = new WantedSignals(query.signals());
            this.watcher = watcher;
        }

        @Override
        public void next(String id, LiveEvent event) {
            LiveEvent kept = sieved(event);
            if (kept == null) {
                watcher.passed(id);
            } else {
                watcher.next(id, kept);
            }
        }

        @Override
        public void reset(String id) {
            watcher.reset(id);
        }

        @Override
        public void lost() {
            watcher.lost();
        }

        private @Nullable LiveEvent sieved(LiveEvent event) {
            boolean wanted =
                    switch (event) {
                        case LiveEvent.Heard heard -> wants(Kind.READING) && concerns(heard.vehicle());
                        case LiveEvent.Told told -> wants(Kind.TRIP) && concerns(told.vehicle());
                        case LiveEvent.StationMoved moved -> wants(Kind.STATION) && concerns(moved.station());
                        case LiveEvent.SessionTold told ->
                            wants(Kind.SESSION) && concerns(told.session().station());
                        case LiveEvent.SwapTold told ->
                            wants(Kind.SWAP) && concerns(told.swap().station());
                    };
            return !wanted ? null : event instanceof LiveEvent.Heard heard ? sieved(heard) : event;
        }

        private LiveEvent.@Nullable Heard sieved(LiveEvent.Heard heard) {
            Reading reading = heard.reading();
            List<Signal> signals = wanted.of(reading);
            if (signals.size() == reading.signals().size()) {
                return heard;
            }
            if (signals.isEmpty()) {
                return null;
            }
            return new LiveEvent.Heard(
                    heard.organization(),
                    heard.vehicleName(),
                    new Reading(reading.vehicle(), reading.observedAt(), reading.fingerprint(), signals),
                    heard.receivedAt());
        }

        /** Naming some subjects leaves out all others, those of the other kind too. */
        private boolean concerns(VehicleId vehicle) {
            return query.vehicles().isEmpty()
                    ? query.stations().isEmpty()
                    : query.vehicles().contains(vehicle);
        }

        private boolean concerns(StationId station) {
            return query.stations().isEmpty()
                    ? query.vehicles().isEmpty()
                    : query.stations().contains(station);
        }

        private boolean wants(Kind kind) {
            return query.kinds().isEmpty() || query.kinds().contains(kind);
        }
    }
}
