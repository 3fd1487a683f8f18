package io.fleetport.application.memory;

import io.fleetport.application.port.out.ReadCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Answers remembered by this process. Never away. Safe to use from many threads. */
public final class InMemoryReadCache implements ReadCache {

    private record Kept(byte[] answer, Edition edition, long untilNanos) {}

    private final int most;
    private final LongSupplier nanoTime;
    private final Map<Place, Kept> kept = new HashMap<>();
    private final Map<Shelf, Edition> editions = new HashMap<>();
    private long changes;
    private Edition usual = new Edition("0");

    /**
     * @param most answers kept, and shelves changed, 1 or more; past that all is forgotten
     * @param nanoTime as {@link System#nanoTime}
     */
    public InMemoryReadCache(int most, LongSupplier nanoTime) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be 1 or more but is " + most);
        }
        this.most = most;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Look look(Place place) {
        Edition edition = edition(place.shelf());
        Kept found = kept.get(place);
        return found != null && found.edition().equals(edition) && nanoTime.getAsLong() - found.untilNanos() < 0
                ? new Look.Held(found.answer().clone(), edition)
                : new Look.Nothing(edition);
    }

    @Override
    public synchronized void keep(Place place, Edition edition, byte[] answer, Duration timeToLive) {
        if (kept.size() >= most) {
            forgetAll();
        }
        if (edition.equals(edition(place.shelf()))) {
            kept.put(place, new Kept(answer.clone(), edition, nanoTime.getAsLong() + timeToLive.toNanos()));
        }
    }

    @Override
    public synchronized boolean forget(Shelf shelf) {
        if (editions.size() >= most) {
            forgetAll();
        }
        editions.put(shelf, next());
        return true;
    }

    private void forgetAll() {
        kept.clear();
        editions.clear();
        usual = next();
    }

    private Edition edition(Shelf shelf) {
        return editions.getOrDefault(shelf, usual);
    }

    private Edition next() {
        return new Edition(Long.toString(++changes));
    }
}
