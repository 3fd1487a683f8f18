package io.fleetport.application.port.in;

import io.fleetport.application.port.out.Subject;

/**
 * The one way in for everything a source delivers. Safe to call from many threads.
 *
 * <p>A delivery is settled exactly once, and only after what it said is durable: a source must not acknowledge before.
 * Deliveries about one vehicle or station offered one after the other are committed in that order.
 */
public interface IngestTelemetry {

    /**
     * Takes the delivery unless its queue is full. Never blocks.
     *
     * @return false when there is no room; nothing was taken, and the source should stop reading until
     *     {@link #whenRoom} calls
     */
    boolean offer(Delivery delivery);

    /** Runs {@code resume} once, on some thread, as soon as deliveries about the subject are likely to be taken again. */
    void whenRoom(Subject subject, Runnable resume);
}
