package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.ArrayList;
import java.util.List;

/** A live bus that remembers the last three events. Ids count from 1 over all organizations. */
final class WindowBus implements LiveBus {

    private static final int WINDOW = 3;

    private record Past(long id, LiveEvent event) {}

    private record Following(OrganizationId organization, Follower follower) {}

    private final List<Past> past = new ArrayList<>();
    private final List<Following> followings = new ArrayList<>();
    private long last;

    @Override
    public synchronized void publish(List<LiveEvent> events) {
        for (LiveEvent event : events) {
            last++;
            past.add(new Past(last, event));
            if (past.size() > WINDOW) {
                past.removeFirst();
            }
            for (Following following : List.copyOf(followings)) {
                if (following.organization().equals(event.organization())) {
                    following.follower().next(Long.toString(last), event);
                }
            }
        }
    }

    @Override
    public synchronized Subscription follow(OrganizationId organization, String lastSeen, Follower follower) {
        if (lastSeen != null) {
            long seen = Long.parseLong(lastSeen);
            if (!past.isEmpty() && seen + 1 < past.getFirst().id()) {
                follower.reset(Long.toString(last));
            } else {
                past.stream()
                        .filter(event -> event.id() > seen
                                && event.event().organization().equals(organization))
                        .forEach(event -> follower.next(Long.toString(event.id()), event.event()));
            }
        }
        Following following = new Following(organization, follower);
        followings.add(following);
        return () -> {
            synchronized (WindowBus.this) {
                followings.remove(following);
            }
        };
    }

    synchronized int followers() {
        return followings.size();
    }
}
