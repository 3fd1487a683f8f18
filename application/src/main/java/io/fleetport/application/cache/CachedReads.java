package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Edition;
import io.fleetport.application.port.out.ReadCache.Look;
import io.fleetport.application.port.out.ReadCache.Place;
import io.fleetport.application.port.out.ReadCache.Shelf;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers from the cache, and from the store where the cache has none, says none, or says nonsense. An answer is told for one
 * time to live, counted from before the store was asked. Safe to use from many threads.
 */
public final class CachedReads {

    private static final Logger LOG = LoggerFactory.getLogger(CachedReads.class);

    /** Of the forms in this package. In each name, so that processes of two versions do not meet. */
    private static final String VERSION = "1";

    /** Of a digest: enough to tell the questions of an organization apart. */
    private static final int DIGEST_BYTES = 16;

    private final ReadCache cache;
    private final Duration timeToLive;
    private final CacheMeters meters;
    private final Waiting waiting;

    /** What time does. */
    interface Waiting {

        /** As {@link System#nanoTime}. */
        long nanos();

        void sleep(Duration time);
    }

    /** @param timeToLive how long what a later commit replaced may be told; a millisecond or more */
    public CachedReads(ReadCache cache, Duration timeToLive, MeterRegistry meters) {
        this(cache, timeToLive, meters, new RealWaiting());
    }

    CachedReads(ReadCache cache, Duration timeToLive, MeterRegistry meters, Waiting waiting) {
        if (timeToLive.toMillis() < 1) {
            throw new IllegalArgumentException("timeToLive must be a millisecond or more but is " + timeToLive);
        }
        this.cache = cache;
        this.timeToLive = timeToLive;
        this.meters = new CacheMeters(meters);
        this.waiting = waiting;
    }

    /**
     * Where the answer to a question is.
     *
     * @param asked what is asked for; letters
     * @param question all that tells this question from others of the kind
     */
    static Place place(OrganizationId organization, ReadCache.Kind kind, String asked, ByteSink question) {
        byte[] digest = Sha256.of(question.toByteArray());
        return new Place(
                new Shelf(organization, kind),
                VERSION + ":" + asked + ":" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES));
    }

    /** What the store throws is thrown, and an empty answer is not kept: it costs the store least, and anyone can make up ids. */
    <T> Optional<T> answer(Place place, AnswerForm<T> form, Supplier<Optional<T>> store) {
        long began = waiting.nanos();
        return switch (cache.look(place)) {
            case Look.Away away -> {
                meters.away(place);
                yield store.get();
            }
            case Look.Nothing nothing -> {
                meters.miss(place);
                yield kept(place, form, nothing.edition(), began, store.get());
            }
            case Look.Held held -> {
                Optional<T> read = read(place, form, held.answer());
                yield read.isPresent() ? read : kept(place, form, held.edition(), began, store.get());
            }
        };
    }

    private <T> Optional<T> read(Place place, AnswerForm<T> form, byte[] answer) {
        try {
            T read = AnswerFrame.read(place, form, answer);
            meters.hit(place);
            return Optional.of(read);
        } catch (IllegalArgumentException e) {
            meters.unreadable(place);
            LOG.debug("what the cache has at {} is no answer", place, e);
            return Optional.empty();
        }
    }

    private <T> Optional<T> kept(Place place, AnswerForm<T> form, Edition edition, long began, Optional<T> answer) {
        Duration left = timeToLive.minusNanos(waiting.nanos() - began);
        if (answer.isPresent() && left.toMillis() >= 1) {
            try {
                cache.keep(place, edition, AnswerFrame.written(place, form, answer.get()), left);
            } catch (IllegalArgumentException e) {
                LOG.debug("the answer for {} cannot be written", place, e);
            }
        }
        return answer;
    }

    /**
     * After a change that its author reads at once, at whatever process. When the cache does not say that it forgot, this waits
     * until everything it may hold from before the change has run out.
     */
    void forget(Shelf shelf) {
        if (!cache.forget(shelf)) {
            meters.unforgotten();
            LOG.debug("the cache cannot forget {}: waiting until it has", shelf);
            waiting.sleep(timeToLive);
        }
    }

    private static final class RealWaiting implements Waiting {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
