package io.fleetport.application.usage;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Subject;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Lets each organization deliver at the rate of its quota and no faster. What comes too fast is not refused: its source
 * is told to stop reading for a while, as with a full queue, so that a flood waits in front of its own door and the
 * queues behind it have room for everybody else. Safe to use from many threads.
 */
public final class QuotaGate implements IngestTelemetry, AutoCloseable {

    /** How often those that wait are let on: short beside what a source buffers. */
    private static final long TICK_MILLIS = 20;

    private final IngestTelemetry intake;
    private final Function<OrganizationId, Quota> quotas;
    private final LongSupplier nanoTime;
    private final Counter held;
    private final ConcurrentMap<OrganizationId, Flow> flows = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("quota-gate").daemon().factory());

    /**
     * @param quotas cheap to ask, and must not block: asked for each delivery
     * @param nanoTime as {@link System#nanoTime}
     */
    public QuotaGate(
            IngestTelemetry intake,
            Function<OrganizationId, Quota> quotas,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        this.intake = intake;
        this.quotas = quotas;
        this.nanoTime = nanoTime;
        this.held = Counter.builder("fleetport.intake.held")
                .description("Times a source was made to wait because its organization delivers faster than its quota")
                .register(registry);
    }

    public void start() {
        var ticking = ticker.scheduleWithFixedDelay(this::letOn, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean offer(Delivery delivery) {
        Flow flow = flow(delivery.organization());
        if (!flow.take(rate(delivery.organization()), nanoTime.getAsLong())) {
            held.increment();
            return false;
        }
        if (intake.offer(delivery)) {
            return true;
        }
        flow.giveBack();
        return false;
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        OrganizationId organization = subject.organization();
        Flow flow = flow(organization);
        if (flow.has(rate(organization), nanoTime.getAsLong())) {
            intake.whenRoom(subject, resume);
        } else {
            flow.await(() -> intake.whenRoom(subject, resume));
        }
    }

    private int rate(OrganizationId organization) {
        return quotas.apply(organization).readingsPerSecond();
    }

    private Flow flow(OrganizationId organization) {
        return flows.computeIfAbsent(organization, id -> new Flow(nanoTime.getAsLong()));
    }

    /** Lets those on that waited, in their order and only as many as can each deliver something. */
    void letOn() {
        flows.forEach((organization, flow) ->
                flow.next(rate(organization), nanoTime.getAsLong()).forEach(Runnable::run));
    }

    /** Nobody waits any longer: what is offered from here on is let through at the same rate. */
    @Override
    public void close() {
        ticker.shutdownNow();
        flows.values().forEach(flow -> flow.all().forEach(Runnable::run));
    }
}
