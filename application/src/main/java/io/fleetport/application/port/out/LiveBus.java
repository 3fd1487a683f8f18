package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries what was just committed to those who watch. At most once while connected; a follower that comes back with the
 * last id it saw goes on without a hole, or is told to start over. Safe to call from many threads.
 */
public interface LiveBus {

    /** Hands the events to all followers of their organization, in this order. Never blocks on a slow follower. */
    void publish(List<LiveEvent> events);

    /**
     * Follows an organization's events.
     *
     * @param lastSeen id of the last event seen, null to begin with the next one
     * @param follower called one event at a time; when it cannot keep up it gets {@link Follower#lost} and no more
     */
    Subscription follow(OrganizationId organization, @Nullable String lastSeen, Follower follower);

    /** Who watches. */
    interface Follower {
        /** The next event with its id. */
        void next(String id, LiveEvent event);

        /** The position asked for is not held any more: what was missed is unknown, and the next events follow. {@code id} is where they begin. */
        void reset(String id);

        /** The follower was too slow and has been dropped; it may come back with its last id. */
        void lost();
    }

    /** Ends the following. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
