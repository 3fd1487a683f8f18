package io.fleetport.application.stream;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryStream;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.thread.Workers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in for a process that hears vehicles and stations but does not store: what is delivered goes into the stream, and is
 * settled when the stream holds it. Everything waiting for one vehicle or station becomes one entry, and its next entry is
 * put only after that one is in: however often some of a put's entries are not taken, none overtakes another of its own.
 * Safe to use from many threads.
 *
 * <p>What becomes of a delivery is not known here: one that could be read is settled as accepted, though its reader may find
 * that it is a duplicate or too late.
 */
public final class StreamPublication implements IngestTelemetry, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamPublication.class);
    private static final Duration LAST_PUTS = Duration.ofSeconds(10);

    private final List<Lane> lanes = new ArrayList<>();
    private final Workers workers = new Workers();
    private volatile boolean open;

    /** One that nobody looks at. */
    public StreamPublication(TelemetryStream stream, StreamSettings settings, MeterRegistry registry) {
        this(stream, settings, registry, Tracing.OFF);
    }

    public StreamPublication(TelemetryStream stream, StreamSettings settings, MeterRegistry registry, Tracing tracing) {
        PublicationMeters meters = new PublicationMeters(registry);
        for (int i = 0; i < settings.lanes(); i++) {
            LaneQueue queue = new LaneQueue(settings.queuedDeliveries(), settings.queuedBytes());
            String number = Integer.toString(i);
            Gauge.builder("fleetport.stream.queued", queue, LaneQueue::deliveries)
                    .description("Deliveries the stream does not hold yet")
                    .tag("lane", number)
                    .register(registry);
            Gauge.builder("fleetport.stream.queued.bytes", queue, LaneQueue::bytes)
                    .description("Raw bytes the stream does not hold yet")
                    .baseUnit("bytes")
                    .tag("lane", number)
                    .register(registry);
            lanes.add(new Lane(queue, stream, settings, meters, tracing));
        }
    }

    /** Begins to take deliveries. */
    public void start() {
        for (int i = 0; i < lanes.size(); i++) {
            workers.start("stream-lane-" + i, lanes.get(i));
        }
        open = true;
    }

    @Override
    public boolean offer(Delivery delivery) {
        return open && laneOf(delivery.subject()).queue().offer(delivery);
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        if (open) {
            laneOf(subject).queue().whenRoom(resume);
        }
    }

    /** Takes nothing more, puts what is queued, and ends. What is not in within ten seconds stays unacknowledged. */
    @Override
    public void close() {
        open = false;
        lanes.forEach(Lane::close);
        try {
            workers.awaitEnd(LAST_PUTS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the way into the stream was ending");
        }
    }

    private Lane laneOf(Subject subject) {
        return lanes.get(Math.floorMod((subject.hashCode() * 0x9E3779B1) >>> 16, lanes.size()));
    }
}
