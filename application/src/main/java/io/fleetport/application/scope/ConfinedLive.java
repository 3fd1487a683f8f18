package io.fleetport.application.scope;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.FollowLive;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import org.jspecify.annotations.Nullable;

/** What happens to vehicles and stations that were in the caller's fleets when it began to follow. Safe to call from many threads. */
public final class ConfinedLive implements FollowLive {

    private final FollowLive all;
    private final Scopes scopes;

    public ConfinedLive(FollowLive all, Scopes scopes) {
        this.all = all;
        this.scopes = scopes;
    }

    @Override
    public LiveBus.Subscription follow(Caller caller, Query query, @Nullable String lastSeen, Watcher watcher) {
        Scope scope = scopes.of(caller);
        return all.follow(caller, query, lastSeen, scope.isWhole() ? watcher : new Within(scope, watcher));
    }

    private record Within(Scope scope, Watcher watcher) implements Watcher {
        @Override
        public void next(String id, LiveEvent event) {
            if (isSeen(event)) {
                watcher.next(id, event);
            } else {
                watcher.passed(id);
            }
        }

        private boolean isSeen(LiveEvent event) {
            return switch (event) {
                case LiveEvent.Heard heard -> scope.sees(heard.vehicle());
                case LiveEvent.Told told -> scope.sees(told.vehicle());
                case LiveEvent.StationMoved moved -> scope.sees(moved.station());
                case LiveEvent.SessionTold told -> scope.sees(told.session().station());
                case LiveEvent.SwapTold told -> scope.sees(told.swap().station());
            };
        }

        @Override
        public void passed(String id) {
            watcher.passed(id);
        }

        @Override
        public void reset(String id) {
            watcher.reset(id);
        }

        @Override
        public void lost() {
            watcher.lost();
        }
    }
}
