package io.fleetport.application.cache;

import io.fleetport.application.port.out.ReadCache;
import java.time.Duration;

/** A cache that can be away, not forget, or have something else at every place. */
final class FailingCache implements ReadCache {

    boolean away;
    boolean forgetful = true;
    byte[] instead;
    byte[] last;

    private final ReadCache cache;

    FailingCache(ReadCache cache) {
        this.cache = cache;
    }

    @Override
    public Look look(Place place) {
        if (away) {
            return new Look.Away();
        }
        Look look = cache.look(place);
        if (instead == null) {
            return look;
        }
        return new Look.Held(
                instead,
                switch (look) {
                    case Look.Held held -> held.edition();
                    case Look.Nothing nothing -> nothing.edition();
                    case Look.Away never -> throw new AssertionError();
                });
    }

    @Override
    public void keep(Place place, Edition edition, byte[] answer, Duration timeToLive) {
        last = answer;
        cache.keep(place, edition, answer, timeToLive);
    }

    @Override
    public boolean forget(Shelf shelf) {
        return forgetful && cache.forget(shelf);
    }
}
