package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.domain.fleet.OrganizationId;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.protocol.AsyncCommand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends events without waiting for them to arrive. Those that cannot be sent are dropped and counted, and as soon as it can
 * be said, the stream says that there is a hole: whichever instance a follower is at, it learns of it. Safe to use from many
 * threads.
 */
final class LivePublisher {

    private static final int MOST_AT_ONCE = RedisSettings.LEAST_UNANSWERED;

    private final int most;
    private final Semaphore room;
    private final Counter dropped;
    private final Set<OrganizationId> holes = ConcurrentHashMap.newKeySet();
    private volatile @Nullable RedisLink link;

    LivePublisher(int most, MeterRegistry meters) {
        this.most = most;
        this.room = new Semaphore(most);
        this.dropped = Counter.builder("fleetport.live.unpublished")
                .description("Live events dropped because Redis was away or too slow")
                .register(meters);
        meters.gauge("fleetport.live.unanswered", room, free -> most - free.availablePermits());
    }

    /** Null when there is no connection. */
    void sendTo(@Nullable RedisLink to) {
        link = to;
    }

    /** @param events all of this organization */
    void publish(OrganizationId organization, List<LiveEvent> events) {
        for (int from = 0; from < events.size(); from += MOST_AT_ONCE) {
            List<LiveEvent> some = events.subList(from, Math.min(events.size(), from + MOST_AT_ONCE));
            RedisLink to = link;
            if (to == null || !room.tryAcquire(some.size())) {
                drop(organization, some.size());
            } else {
                send(organization, some, to);
            }
        }
    }

    private void send(OrganizationId organization, List<LiveEvent> events, RedisLink to) {
        String key = LiveFeed.key(organization);
        List<AsyncCommand<String, byte[], ?>> batch = new ArrayList<>(events.size() + 2);
        if (holes.remove(organization)) {
            batch.add(hole(organization, key, to));
        }
        for (int i = 0; i < events.size(); i++) {
            AsyncCommand<String, byte[], String> add = to.add(key, PassingEncoding.encode(events.get(i)));
            add.onComplete((id, failure) -> {
                room.release();
                if (failure != null) {
                    drop(organization, 1);
                    failed(failure, to);
                }
            });
            batch.add(add);
        }
        batch.add(to.keep(key));
        to.dispatch(batch);
    }

    private AsyncCommand<String, byte[], String> hole(OrganizationId organization, String key, RedisLink to) {
        AsyncCommand<String, byte[], String> mark = to.add(key, PassingEncoding.encode(Passing.Mark.HOLE));
        mark.onComplete((id, failure) -> {
            if (failure != null) {
                holes.add(organization);
                failed(failure, to);
            }
        });
        return mark;
    }

    /** After a failover the old address may answer for a while, but takes nothing. */
    private static void failed(Throwable failure, RedisLink to) {
        if (failure instanceof RedisReadOnlyException) {
            to.markStale();
        }
    }

    /** Says where there are holes, of organizations too for which nothing else is to be said. */
    void markHoles(RedisLink to) {
        for (OrganizationId organization : List.copyOf(holes)) {
            if (holes.remove(organization)) {
                String key = LiveFeed.key(organization);
                to.dispatch(List.of(hole(organization, key, to), to.keep(key)));
            }
        }
    }

    private void drop(OrganizationId organization, int events) {
        dropped.increment(events);
        holes.add(organization);
    }

    /** Waits for what is on its way to arrive, but no longer than this. */
    void drain(Duration longest) {
        try {
            if (room.tryAcquire(most, longest.toMillis(), TimeUnit.MILLISECONDS)) {
                room.release(most);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
