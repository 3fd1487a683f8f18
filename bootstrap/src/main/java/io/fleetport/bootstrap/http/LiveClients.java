package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.FollowLive;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Everyone who watches live through this process. Safe to use from many threads. */
@Context
final class LiveClients {

    private final FollowLive live;
    private final LiveFrames frames;
    private final HttpSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Counter dropped;
    private final ScheduledFuture<?> heartbeat;

    LiveClients(
            FollowLive live,
            LiveFrames frames,
            HttpSettings settings,
            MeterRegistry metrics,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.live = live;
        this.frames = frames;
        this.settings = settings;
        this.dropped = Counter.builder("fleetport.live.dropped")
                .description("clients that were too slow")
                .register(metrics);
        metrics.gaugeCollectionSize("fleetport.live.clients", List.of(), clients);
        this.heartbeat =
                scheduler.scheduleWithFixedDelay(settings.liveHeartbeat(), settings.liveHeartbeat(), this::beat);
    }

    /**
     * Begins to follow for a client.
     *
     * @param until when the client's token ends, and the stream with it
     */
    LiveStream follow(Caller caller, FollowLive.Query query, @Nullable String lastSeen, Instant until) {
        Client client = new Client(until);
        client.stream.send(frames.begin());
        clients.add(client);
        try {
            client.followed(live.follow(caller, query, lastSeen, client));
        } catch (RuntimeException e) {
            clients.remove(client);
            throw e;
        }
        return client.stream;
    }

    private void beat() {
        Instant now = clock.instant();
        clients.forEach(client -> client.beat(now));
    }

    /** Lets everyone go, so that they come back elsewhere. */
    @PreDestroy
    void close() {
        heartbeat.cancel(false);
        clients.forEach(client -> client.stream.close());
    }

    private final class Client implements FollowLive.Watcher {
        private final LiveStream stream = new LiveStream(settings.liveBuffer(), this::gone);
        private final Instant until;
        private final AtomicReference<LiveBus.@Nullable Subscription> subscription = new AtomicReference<>();
        private volatile boolean gone;
        private volatile @Nullable String position;

        Client(Instant until) {
            this.until = until;
        }

        void followed(LiveBus.Subscription begun) {
            subscription.set(begun);
            if (gone) {
                unfollow();
            }
        }

        @Override
        public void next(String id, LiveEvent event) {
            send(id, frames.event(id, event));
        }

        @Override
        public void passed(String id) {
            position = id;
        }

        @Override
        public void reset(String id) {
            send(id, frames.reset(id));
        }

        @Override
        public void lost() {
            dropped.increment();
            stream.close();
        }

        void beat(Instant now) {
            if (now.isAfter(until)) {
                stream.close();
            } else {
                stream.send(frames.heartbeat(position));
            }
        }

        private void send(String id, byte[] frame) {
            if (stream.isClosed()) {
                return;
            }
            if (stream.send(frame)) {
                position = id;
            } else {
                dropped.increment();
                unfollow();
            }
        }

        private void gone() {
            gone = true;
            clients.remove(this);
            unfollow();
        }

        private void unfollow() {
            LiveBus.Subscription held = subscription.getAndSet(null);
            if (held != null) {
                held.close();
            }
        }
    }
}
