package io.fleetport.application.memory;

import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A live bus within one process. Each organization has a ring of its latest events; a follower reads from the ring on a
 * virtual thread of its own, so a slow one holds up nobody and is let go when the ring has overtaken it.
 */
public final class InProcessLiveBus implements LiveBus, Erasable {

    private final int window;
    // Ids of an earlier process must not be taken for ours.
    private final String epoch = Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final ConcurrentMap<OrganizationId, LiveRing<LiveEvent>> rings = new ConcurrentHashMap<>();

    /** @param window how many of an organization's events are held for those who come back, 1 or more */
    public InProcessLiveBus(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("window must be 1 or more but is " + window);
        }
        this.window = window;
    }

    @Override
    public void publish(List<LiveEvent> events) {
        LiveEvent.byOrganization(
                events, (organization, some) -> ring(organization).append(some));
    }

    @Override
    public Subscription follow(OrganizationId organization, @Nullable String lastSeen, Follower follower) {
        LiveRing<LiveEvent> ring = ring(organization);
        long begin = ring.end();
        boolean reset = false;
        if (lastSeen != null) {
            long resumeAt = positionAfter(lastSeen);
            reset = resumeAt < 0 || !ring.holds(resumeAt);
            begin = reset ? begin : resumeAt;
        }
        long position = begin;
        boolean lostPlace = reset;
        Thread reader = Thread.ofVirtual().name("live-follower").unstarted(() -> {
            if (lostPlace) {
                follower.reset(id(position - 1));
            }
            ring.read(position, heard(follower));
        });
        reader.start();
        return reader::interrupt;
    }

    private LiveRing.Reader<LiveEvent> heard(Follower follower) {
        return new LiveRing.Reader<>() {
            @Override
            public void next(long number, LiveEvent event) {
                follower.next(id(number), event);
            }

            @Override
            public void overtaken() {
                follower.lost();
            }
        };
    }

    @Override
    public String place() {
        return "live_window";
    }

    /** An organization's whole window goes when something in it must: who comes back to it is told to start over. */
    @Override
    public long erase(ErasureScope.Messages messages) {
        ErasureScope scope = messages.scope();
        LiveRing<LiveEvent> ring = rings.get(scope.key().organization());
        return ring == null ? 0 : ring.forgetIfAny(scope::isAbout);
    }

    private LiveRing<LiveEvent> ring(OrganizationId organization) {
        return rings.computeIfAbsent(organization, key -> new LiveRing<>(window, new PackedReadings(key)));
    }

    private String id(long position) {
        return epoch + "-" + position;
    }

    /** The position after the one this id names, or -1 when the id is not of this process. */
    private long positionAfter(String id) {
        int dash = id.lastIndexOf('-');
        if (dash < 0 || !id.substring(0, dash).equals(epoch)) {
            return -1;
        }
        try {
            return Long.parseLong(id, dash + 1, id.length(), 10) + 1;
        } catch (NumberFormatException malformed) {
            return -1;
        }
    }
}
