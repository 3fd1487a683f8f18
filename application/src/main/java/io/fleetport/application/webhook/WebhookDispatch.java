package io.fleetport.application.webhook;

import io.fleetport.application.port.out.DeliveryLog;
import io.fleetport.application.port.out.DeliveryQueue;
import io.fleetport.application.port.out.DeliveryQueue.Claimed;
import io.fleetport.application.port.out.EventLog;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.SigningSecrets;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.WebhookSender;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings committed events to the webhooks that want them, in this process and beside others that do the same. What it does
 * not get to stays in the queue; what it had in hand when it died is sent again. Safe to use from many threads.
 */
public final class WebhookDispatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatch.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration STORE_AWAY = Duration.ofSeconds(2);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
    private static final Duration MEASURE_LAG = Duration.ofSeconds(15);
    private static final Duration LAST_DELIVERIES = Duration.ofSeconds(5);
    private static final int SPREAD_AT_ONCE = 1_000;

    private final EventLog events;
    private final DeliveryQueue queue;
    private final DeliveryLog log;
    private final EventDelivery delivery;
    private final WebhookSettings settings;
    private final Clock clock;
    private final WebhookMeters meters;
    private final Semaphore news = new Semaphore(1);
    private final Semaphore room;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Instant nextHousekeeping = Instant.MIN;
    private Instant nextLag = Instant.MIN;

    public WebhookDispatch(
            Stores stores,
            SigningSecrets secrets,
            WebhookSender sender,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.events = stores.events();
        this.queue = stores.deliveryQueue();
        this.log = stores.deliveryLog();
        this.settings = settings;
        this.clock = clock;
        this.meters = new WebhookMeters(registry);
        this.room = new Semaphore(settings.mostAtOnce());
        this.delivery = new EventDelivery(
                stores.webhooks(), events, queue, log, new SignedPost(secrets, sender), settings, clock, meters);
        this.thread = Thread.ofVirtual().name("webhook-dispatch").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Says that there may be something to deliver. Cheap, never blocks. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                if (!pass()) {
                    closing.await(STORE_AWAY.toMillis(), TimeUnit.MILLISECONDS);
                } else if (!news.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.trace("nothing new");
                }
                news.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            LOG.warn("interrupted: what has not been delivered stays in the queue");
        }
    }

    /** Hands out all that is due and fits. Whether the store was there. */
    boolean pass() throws InterruptedException {
        try {
            Instant now = clock.instant();
            keepHouse(now);
            boolean more = true;
            while (more) {
                more = queue.spread(clock.instant(), SPREAD_AT_ONCE) >= SPREAD_AT_ONCE;
            }
            handOut();
            return true;
        } catch (PortUnavailable away) {
            LOG.warn("webhooks have to wait: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("webhooks could not be served, trying again", unexpected);
        }
        return false;
    }

    private void handOut() throws InterruptedException {
        while (closing.getCount() > 0) {
            if (!room.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            int most = 1 + room.drainPermits();
            List<Claimed> claimed = List.of();
            try {
                Instant now = clock.instant();
                claimed = queue.claim(now, now.plus(settings.claim()), most, settings.mostOfWebhook());
            } finally {
                room.release(most - claimed.size());
            }
            if (claimed.isEmpty()) {
                return;
            }
            claimed.forEach(one -> Thread.startVirtualThread(() -> deliver(one)));
        }
    }

    private void deliver(Claimed claimed) {
        try {
            delivery.deliver(claimed);
        } catch (PortUnavailable away) {
            LOG.warn("what came of a delivery could not be stored, it will be made again: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("a delivery to webhook {} went wrong, it will be made again", claimed.webhook(), unexpected);
        } finally {
            room.release();
            wake();
        }
    }

    private void keepHouse(Instant now) {
        if (!now.isBefore(nextHousekeeping)) {
            int forgotten = events.forgetBefore(now.minus(settings.keepEvents()));
            int attempts = log.forgetBefore(now.minus(settings.keepAttempts()));
            LOG.debug("forgot {} events and {} attempts", forgotten, attempts);
            nextHousekeeping = now.plus(HOUSEKEEPING);
        }
        if (!now.isBefore(nextLag)) {
            @Nullable Instant oldest = queue.oldestWaiting();
            meters.lag(oldest == null ? Duration.ZERO : Duration.between(oldest, now));
            nextLag = now.plus(MEASURE_LAG);
        }
    }

    /** Begins no delivery any more and lets those underway end for some seconds; the rest is made again after the next start. */
    @Override
    public void close() {
        closing.countDown();
        wake();
        try {
            if (!thread.join(LAST_DELIVERIES)) {
                thread.interrupt();
            }
            if (!room.tryAcquire(settings.mostAtOnce(), LAST_DELIVERIES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("deliveries underway are left to their claims");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the deliveries were ending");
        }
    }
}
