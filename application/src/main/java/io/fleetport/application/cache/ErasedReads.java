package io.fleetport.application.cache;

import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Shelf;

/**
 * The cache as a place that vehicles are erased from. It is asked after the stores have let go of what it was read from, and
 * forgets all vehicles of the organization; nobody knows how many answers that were. Safe to call from many threads.
 */
public final class ErasedReads implements Erasable {

    private final CachedReads reads;

    public ErasedReads(CachedReads reads) {
        this.reads = reads;
    }

    @Override
    public String place() {
        return "read_cache";
    }

    @Override
    public long erase(ErasureScope.Messages messages) {
        reads.forget(new Shelf(messages.scope().key().organization(), ReadCache.Kind.VEHICLES));
        return 0;
    }
}
