package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.LiveEvent;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.fleet.OrganizationId;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A live bus that all instances share: a Redis stream per organization holds its latest events, and an instance reads those
 * streams that somebody follows at it. Ids are those of the stream's entries, so a follower can come back at any instance.
 *
 * <p>While Redis is away events are dropped and counted ({@code fleetport.live.unpublished}), nothing waits for it, and
 * followers are told to start over when it is back. Safe to call from many threads.
 */
public final class RedisLiveBus implements LiveBus, Erasable, AutoCloseable {

    private static final int MOST_AT_ONCE = 512;
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final RedisSettings settings;
    private final RedisClients clients;
    private final LivePublisher publisher;
    private final FeedReader reader;
    private final Thread reading;
    private final ConcurrentMap<OrganizationId, LiveFeed> feeds = new ConcurrentHashMap<>();
    private final Set<Thread> following = ConcurrentHashMap.newKeySet();
    private volatile @Nullable RedisLink link;

    public RedisLiveBus(RedisSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.clients = new RedisClients(settings);
        this.publisher = new LivePublisher(settings.mostUnanswered(), meters);
        this.reader = new FeedReader(clients, settings, publisher, feeds.values(), present -> link = present);
        this.reading = Thread.ofPlatform().name("live-redis").daemon().unstarted(reader);
        meters.gauge("fleetport.live.connected", this, bus -> bus.link == null ? 0 : 1);
    }

    /** Begins to connect. Waits for the first connection as long as for any answer, and goes on without one. */
    public void start() {
        reading.start();
        try {
            reader.awaitFirstTry(settings.patience());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Never waits for Redis: what it cannot take at once is dropped. */
    @Override
    public void publish(List<LiveEvent> events) {
        LiveEvent.byOrganization(events, publisher::publish);
    }

    /** Waits for one answer of Redis to know where "now" is. Without one the follower gets a reset when Redis is back. */
    @Override
    public Subscription follow(OrganizationId organization, @Nullable String lastSeen, Follower follower) {
        LiveFeed feed = feeds.compute(
                organization,
                (key, known) -> (known == null ? new LiveFeed(organization, settings.window()) : known).joined());
        Place begin = lastSeen == null ? now(feed) : Place.parse(lastSeen);
        LiveFollowing way = new LiveFollowing(feed, begin, follower, this::present);
        Thread thread = Thread.ofVirtual().name("live-follower").unstarted(() -> {
            try {
                way.run();
            } finally {
                following.remove(Thread.currentThread());
                feeds.computeIfPresent(organization, (key, known) -> known == feed ? known.left() : known);
            }
        });
        following.add(thread);
        thread.start();
        return thread::interrupt;
    }

    private @Nullable Place now(LiveFeed feed) {
        RedisLink present = link;
        try {
            return present == null ? null : present.place(feed.key());
        } catch (PortUnavailable e) {
            return null;
        }
    }

    private RedisLink present() {
        RedisLink present = link;
        if (present == null) {
            throw new PortUnavailable("there is no connection to Redis", new RedisException("not connected"));
        }
        return present;
    }

    @Override
    public String place() {
        return "live_window";
    }

    /**
     * An organization's whole window goes when something in it must: who comes back to it is told to start over. Other
     * instances let go of what they have of it as soon as they read so in the stream.
     */
    @Override
    public long erase(ErasureScope.Messages messages) {
        ErasureScope scope = messages.scope();
        OrganizationId organization = scope.key().organization();
        RedisLink present = present();
        String key = LiveFeed.key(organization);
        long found = 0;
        Place at = new Place(0, 0);
        List<StreamMessage<String, byte[]>> page;
        do {
            page = present.from(key, at, MOST_AT_ONCE);
            for (StreamMessage<String, byte[]> entry : page) {
                Place place = Place.of(entry.getId());
                if (!place.equals(at) // the page before ended with it
                        && LiveFeed.passing(organization, entry) instanceof Passing.Event event
                        && scope.isAbout(event.event())) {
                    found++;
                }
                at = place;
            }
        } while (page.size() == MOST_AT_ONCE);
        if (found > 0) {
            present.empty(key);
            present.mark(key, Passing.Mark.FORGOTTEN);
        }
        return found;
    }

    /** Sends what is on its way, lets all followers go, and ends. */
    @Override
    public void close() {
        publisher.drain(settings.patience());
        reader.end();
        reading.interrupt();
        following.forEach(Thread::interrupt);
        try {
            reading.join(LONGEST_END);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        clients.close();
    }
}
