package io.fleetport.application.port.in;

import io.fleetport.application.port.out.LiveBus;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens now in the caller's organization. Throws {@link NotPermitted} without {@link Permission#FOLLOW_LIVE}. */
public interface FollowLive {

    /** Kinds of events. */
    enum Kind {
        READING,
        TRIP,
        STATION,
        SESSION,
        SWAP
    }

    /**
     * Which events to hear.
     *
     * @param vehicles empty for all, unless stations are named
     * @param stations empty for all, unless vehicles are named
     * @param signals outward names; readings without any of them are left out, and the others' signals too; empty for all
     * @param kinds empty for all
     */
    record Query(Set<VehicleId> vehicles, Set<StationId> stations, Set<String> signals, Set<Kind> kinds) {
        public static final Query ALL = new Query(Set.of(), Set.of(), Set.of(), Set.of());

        public Query {
            vehicles = Set.copyOf(vehicles);
            stations = Set.copyOf(stations);
            signals = Set.copyOf(signals);
            kinds = Set.copyOf(kinds);
        }
    }

    /** Who watches, and hears also of the position moving on past events that were not asked for. */
    interface Watcher extends LiveBus.Follower {

        /** An event that was not asked for went by: from here on one can resume. */
        void passed(String id);
    }

    /** @param lastSeen id of the last event seen, null to begin with the next one */
    LiveBus.Subscription follow(Caller caller, Query query, @Nullable String lastSeen, Watcher watcher);
}
