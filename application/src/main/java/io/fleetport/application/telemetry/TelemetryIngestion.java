package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.Tracing;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.application.thread.Workers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sharded, batching intake: deliveries about one vehicle or station always meet the same thread, and every delivery is settled
 * only after the commit that holds it. Safe to use from many threads.
 */
public final class TelemetryIngestion implements IngestTelemetry, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelemetryIngestion.class);

    private final List<Shard> shards = new ArrayList<>();
    private final Workers workers = new Workers();
    private final TelemetryLedger ledger;
    private final boolean replays;
    private volatile boolean open;

    /** One that tells nobody of events, and nobody looks at. */
    public TelemetryIngestion(
            IntakeRules rules,
            IntakeStores stores,
            LiveBus live,
            Clock clock,
            MeterRegistry registry,
            boolean keepsRaw,
            Runnable archiveWake) {
        this(rules, stores, live, clock, registry, keepsRaw, archiveWake, Discretion.NONE, null, Tracing.OFF);
    }

    /**
     * @param archiveWake run after each commit that holds raw messages for the archive; with {@code keepsRaw} false raw
     *     messages are not kept and it is never run
     * @param discretion what of each vehicle may be kept
     * @param events null when nobody is told of events
     * @param tracing hears of commits that hold a delivery of a trace
     */
    public TelemetryIngestion(
            IntakeRules rules,
            IntakeStores stores,
            LiveBus live,
            Clock clock,
            MeterRegistry registry,
            boolean keepsRaw,
            Runnable archiveWake,
            Discretion discretion,
            @Nullable IntakeEvents events,
            Tracing tracing) {
        this(
                new IntakeParts(
                        rules,
                        stores,
                        live,
                        clock,
                        new IntakeMeters(registry),
                        keepsRaw,
                        archiveWake,
                        discretion,
                        events,
                        tracing,
                        false),
                registry);
    }

    private TelemetryIngestion(IntakeParts parts, MeterRegistry registry) {
        this.ledger = parts.stores().ledger();
        this.replays = parts.replays();
        IntakeSettings settings = parts.settings();
        for (int i = 0; i < settings.shards(); i++) {
            ShardQueue queue = new ShardQueue(settings.queuedDeliveries(), settings.queuedBytes());
            String number = Integer.toString(i);
            Gauge.builder("fleetport.intake.queued", queue, ShardQueue::size)
                    .description("Deliveries waiting for a commit")
                    .tag("shard", number)
                    .register(registry);
            Gauge.builder("fleetport.intake.queued.bytes", queue, ShardQueue::bytes)
                    .description("Raw bytes waiting for a commit")
                    .baseUnit("bytes")
                    .tag("shard", number)
                    .register(registry);
            shards.add(new Shard(queue, parts));
        }
    }

    /**
     * One for messages that were taken before and come from the archive: nobody is told of what they come to, they are not
     * archived again, and what is refused of them is no dead letter. Time stands still in it: nobody falls silent but by {@link
     * #silent}.
     *
     * @param discretion what of each vehicle may be kept now
     */
    public static TelemetryIngestion replaying(
            IntakeRules rules, IntakeStores stores, Clock clock, MeterRegistry registry, Discretion discretion) {
        IntakeMeters meters = new IntakeMeters(registry);
        return new TelemetryIngestion(
                new IntakeParts(
                        rules, stores, null, clock, meters, false, () -> {}, discretion, null, Tracing.OFF, true),
                registry);
    }

    /**
     * Picks up what was underway, unless it replays, and begins to take deliveries.
     *
     * @throws io.fleetport.application.port.out.PortUnavailable when the store cannot be asked
     */
    public void start() {
        Map<Integer, List<VehicleKey>> onTheWay = underway(replays ? List.of() : ledger.withTripUnderway());
        Map<Integer, List<StationKey>> withOpenEnds = underway(replays ? List.of() : ledger.withOpenEnds());
        for (int i = 0; i < shards.size(); i++) {
            shards.get(i).resume(onTheWay.getOrDefault(i, List.of()), withOpenEnds.getOrDefault(i, List.of()));
            workers.start("intake-" + i, shards.get(i));
        }
        open = true;
    }

    private <S extends Subject> Map<Integer, List<S>> underway(List<S> subjects) {
        return subjects.stream().collect(Collectors.groupingBy(this::indexOf));
    }

    /**
     * Ends trips, sessions and swaps of which nothing was heard up to then for as long as ends them. Of those alone that were heard of
     * here, and only in one that {@linkplain #replaying replays}. To be called by one thread, when all that was offered is settled.
     *
     * @throws InterruptedException when it could not wait for that to be stored
     */
    public void silent(Instant until) throws InterruptedException {
        if (!replays) {
            throw new IllegalStateException("an intake that does not replay notices silence by itself");
        }
        for (Shard shard : shards) {
            awaitNoticed(shard.silent(until));
        }
    }

    private static void awaitNoticed(CompletableFuture<?> noticed) throws InterruptedException {
        try {
            noticed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("noticing silence never fails", e);
        }
    }

    @Override
    public boolean offer(Delivery delivery) {
        return open && shards.get(indexOf(delivery.subject())).queue().offer(delivery);
    }

    @Override
    public void whenRoom(Subject subject, Runnable resume) {
        if (open) {
            shards.get(indexOf(subject)).queue().whenRoom(resume);
        }
    }

    /** Takes nothing more, stores what is queued, and ends. What is not stored within ten seconds stays unacknowledged. */
    @Override
    public void close() {
        open = false;
        shards.forEach(Shard::close);
        try {
            workers.awaitEnd(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.warn("interrupted while the intake was ending");
        }
    }

    private int indexOf(Subject subject) {
        return switch (subject) {
            // The id is a keyed hash, so its low bits are evenly spread.
            case VehicleKey vehicle ->
                Math.floorMod(vehicle.vehicle().value().getLeastSignificantBits(), shards.size());
            // Ids are often numbered: their hashes differ in the low bits only, which a multiplication spreads.
            case StationKey station -> Math.floorMod((station.station().hashCode() * 0x9E3779B1) >>> 16, shards.size());
        };
    }
}
