package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.PortUnavailable;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection, and reads the streams of all feeds with one command at a time, for as long as the process lives. When
 * the connection was lost it makes another one and finds out for each feed whether anything was missed.
 */
final class FeedReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

    /** A feed that is new waits for the command underway to end, this long at most. Until then Redis has its events. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    /** Entries of one stream per command. */
    private static final int MOST_AT_ONCE = 512;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RedisClients clients;
    private final RedisSettings settings;
    private final LivePublisher publisher;
    private final Collection<LiveFeed> feeds;
    private final Consumer<@Nullable RedisLink> present;
    private final CountDownLatch tried = new CountDownLatch(1);
    private volatile boolean open = true;

    /**
     * @param feeds those that somebody follows, as they are now
     * @param present told of each connection, and null when it is lost
     */
    FeedReader(
            RedisClients clients,
            RedisSettings settings,
            LivePublisher publisher,
            Collection<LiveFeed> feeds,
            Consumer<@Nullable RedisLink> present) {
        this.clients = clients;
        this.settings = settings;
        this.publisher = publisher;
        this.feeds = feeds;
        this.present = present;
    }

    /** Waits until a connection was made or could not be made, but no longer than this. */
    void awaitFirstTry(Duration longest) throws InterruptedException {
        if (!tried.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("live events: no answer from {} yet", settings);
        }
    }

    void end() {
        open = false;
    }

    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        boolean told = false;
        while (open) {
            try (RedisLink link = clients.connect()) {
                publisher.markHoles(link);
                for (LiveFeed feed : feeds) {
                    goOn(feed, link);
                }
                attach(link);
                LOG.info("live events go through {}", settings);
                pause = FIRST_PAUSE;
                told = false;
                while (open) {
                    link.checkAlive();
                    publisher.markHoles(link);
                    read(link);
                }
            } catch (PortUnavailable e) {
                if (open && !told) {
                    LOG.warn("live events are dropped until {} is back: {}", settings, reason(e));
                    told = true;
                }
            } catch (RuntimeException e) {
                LOG.error("live events: reading from {} failed", settings, e);
            }
            attach(null);
            if (open) {
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void attach(@Nullable RedisLink link) {
        present.accept(link);
        publisher.sendTo(link);
        tried.countDown();
    }

    /** Nothing was missed when what the feed read last is still there: what could not be sent meanwhile is marked. */
    private static void goOn(LiveFeed feed, RedisLink link) {
        Place read = feed.read();
        if (read != null && !link.holds(feed.key(), read)) {
            feed.breakOff(link.place(feed.key()));
        }
    }

    private void read(RedisLink link) {
        Map<String, LiveFeed> begun = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        for (LiveFeed feed : feeds) {
            Place read = feed.read();
            if (read != null) {
                begun.put(feed.key(), feed);
                places.put(feed.key(), read);
            }
        }
        if (begun.isEmpty()) {
            rest(LONGEST_WAIT);
            return;
        }
        List<StreamMessage<String, byte[]>> entries = link.await(offsets(places), LONGEST_WAIT, MOST_AT_ONCE);
        for (StreamMessage<String, byte[]> entry : entries) {
            LiveFeed feed = begun.get(entry.getStream());
            if (feed != null) {
                feed.take(entry);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static XReadArgs.StreamOffset<String>[] offsets(Map<String, Place> places) {
        return places.entrySet().stream()
                .map(place -> XReadArgs.StreamOffset.from(
                        place.getKey(), place.getValue().toString()))
                .toArray(XReadArgs.StreamOffset[]::new);
    }

    private void rest(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException ending) {
            open = false;
        }
    }

    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }
}
