package io.fleetport.application.port.out;

import java.util.Map;

/**
 * The stores' part in an erasure. The order must be kept in {@link Erasures} before, so that nothing comes after. Each step
 * may be repeated and then removes what is left. Safe to call from many threads. Any method may throw
 * {@link PortUnavailable}.
 */
public interface ErasableStores {

    /**
     * Waits until what was being committed is, then destroys a whole vehicle's key and its standing, or takes an interval
     * out of its standing. Whoever holds it in memory finds out when committing: its version is gone.
     *
     * @return rows removed or changed, by table
     */
    Map<String, Long> begin(ErasureScope scope);

    /** Which raw messages are to go. To be asked before {@link #finish} removes the readings that tell. */
    ErasureScope.Messages messages(ErasureScope scope);

    /**
     * What was found on the way to the archive.
     *
     * @param removed messages taken out of the outbox
     * @param onTheirWay whether some are being archived right now: look again, and into the archive afterwards
     */
    record Outgoing(long removed, boolean onTheirWay) {}

    Outgoing outbox(ErasureScope.Messages messages);

    /** Removes everything else. In stations' records the vehicle becomes {@code VehicleId.ERASED}. @return rows, by table */
    Map<String, Long> finish(ErasureScope scope);
}
