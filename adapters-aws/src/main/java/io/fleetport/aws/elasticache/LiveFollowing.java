package io.fleetport.aws.elasticache;

import io.fleetport.application.memory.LiveRing;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.PortUnavailable;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One follower's way: first through what Redis holds since it was last here, then along the feed. The feed's number is taken
 * before the last look into Redis, so nothing falls between the two, and what is in both is passed over. For one thread.
 */
final class LiveFollowing implements Runnable {

    private static final int MOST_AT_ONCE = 256;

    /** Between looks whether Redis is back. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final LiveFeed feed;
    private final LiveBus.Follower follower;
    private final Supplier<RedisLink> links;
    private @Nullable Place at;
    private boolean caughtUp;

    /**
     * @param begin after which the follower begins, null when that is not known
     * @param links the present connection; throws {@link PortUnavailable} when there is none
     */
    LiveFollowing(LiveFeed feed, @Nullable Place begin, LiveBus.Follower follower, Supplier<RedisLink> links) {
        this.feed = feed;
        this.at = begin;
        this.follower = follower;
        this.links = links;
    }

    @Override
    public void run() {
        boolean first = true;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                RedisLink link = links.get();
                feed.begin(link);
                if (at == null || first && !link.holds(feed.key(), at)) {
                    startOver(link);
                }
                first = false;
                long number = feed.ring().end();
                if (!catchUp(link)) {
                    return;
                }
                if (caughtUp) {
                    along(number);
                    return;
                }
            } catch (PortUnavailable e) {
                first = true;
                pause();
            }
        }
    }

    private void startOver(RedisLink link) {
        Place place = link.place(feed.key());
        at = place;
        follower.reset(place.toString());
    }

    /** One page of what Redis holds. @return false when there is nothing more to do */
    private boolean catchUp(RedisLink link) {
        Place from = at;
        if (from == null) {
            return true;
        }
        List<StreamMessage<String, byte[]>> page = link.from(feed.key(), from, MOST_AT_ONCE);
        if (!RedisLink.begins(page, from)) {
            follower.lost();
            return false;
        }
        for (StreamMessage<String, byte[]> entry : page.subList(1, page.size())) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            Place place = Place.of(entry.getId());
            switch (LiveFeed.passing(feed.organization(), entry)) {
                case Passing.Event event -> follower.next(place.toString(), event.event());
                case Passing.Mark mark -> {
                    if (mark == Passing.Mark.HOLE) {
                        follower.reset(place.toString());
                    }
                }
            }
            at = place;
        }
        caughtUp = page.size() < MOST_AT_ONCE;
        return true;
    }

    private void along(long number) {
        Place known = at;
        feed.ring().read(number, new LiveRing.Reader<LiveFeed.Passed>() {
            @Override
            public void next(long each, LiveFeed.Passed passed) {
                if (known != null && passed.place().compareTo(known) <= 0) {
                    return;
                }
                if (passed.event() == null) {
                    follower.reset(passed.place().toString());
                } else {
                    follower.next(passed.place().toString(), passed.event());
                }
            }

            @Override
            public void overtaken() {
                follower.lost();
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
