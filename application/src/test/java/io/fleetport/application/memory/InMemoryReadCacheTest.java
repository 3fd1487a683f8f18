package io.fleetport.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.ReadCacheContract;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Look;
import io.fleetport.application.port.out.ReadCache.Place;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InMemoryReadCacheTest implements ReadCacheContract {

    private final InMemoryReadCache usual = new InMemoryReadCache(1_000, System::nanoTime);

    @Override
    public ReadCache cache() {
        return usual;
    }

    @Test
    void anAnswerEndsWithItsTimeToTheNanosecond() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        InMemoryReadCache timed = new InMemoryReadCache(10, now::get);
        Place place = ReadCacheContract.aPlace();
        timed.keep(place, ((Look.Nothing) timed.look(place)).edition(), new byte[] {1}, Duration.ofNanos(10));
        now.addAndGet(9);
        assertThat(timed.look(place)).isInstanceOf(Look.Held.class);
        now.addAndGet(1);
        assertThat(timed.look(place)).isInstanceOf(Look.Nothing.class);
    }

    @Test
    void pastItsBoundAllIsForgottenAndOldEditionsStayOld() {
        InMemoryReadCache small = new InMemoryReadCache(2, System::nanoTime);
        Place place = ReadCacheContract.aPlace();
        Look.Nothing before = (Look.Nothing) small.look(place);
        small.forget(place.shelf());
        for (int i = 0; i < 5; i++) {
            small.forget(ReadCacheContract.aPlace().shelf());
        }
        small.keep(place, before.edition(), new byte[] {1}, LONG);
        assertThat(small.look(place)).isInstanceOf(Look.Nothing.class);
    }
}
