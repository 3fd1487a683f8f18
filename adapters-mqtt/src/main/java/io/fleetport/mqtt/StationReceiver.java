package io.fleetport.mqtt;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.station.StationDirectory;
import io.fleetport.application.vehicle.VinMask;
import io.fleetport.domain.station.StationId;
import io.fleetport.mqtt.link.StationMessages;
import io.fleetport.mqtt.wire.MessageKind;
import io.fleetport.mqtt.wire.Shown;
import io.fleetport.mqtt.wire.StationDecoder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hands what stations publish to the intake. Whatever is wrong with a message, it is acknowledged once its dead letter is
 * durable; only what there is nothing to keep of is acknowledged at once. Never blocks. Safe to use from many threads.
 */
public final class StationReceiver implements StationMessages {

    /** The source of everything that comes in this way. */
    public static final String SOURCE = "mqtt";

    /** What a sender is called that no station can be called like. */
    private static final StationId UNNAMED = new StationId("unknown");

    /** What is said to stations comes back to whoever follows all topics. */
    private static final String COMMANDS = "commands";

    private final ReceiverSettings settings;
    private final StationDirectory directory;
    private final StationDecoder decoder;
    private final IngestTelemetry intake;
    private final Clock clock;
    private final ReceiverMetrics metrics;
    private final AtomicInteger reports = new AtomicInteger();
    private final Executor later;
    private volatile boolean pseudonymsAway;

    public StationReceiver(
            ReceiverSettings settings,
            StationDirectory directory,
            Pseudonyms pseudonyms,
            IngestTelemetry intake,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.directory = directory;
        this.decoder = new StationDecoder(settings.mostBytes(), pseudonyms);
        this.intake = intake;
        this.clock = clock;
        this.metrics = new ReceiverMetrics(meters);
        this.later = CompletableFuture.delayedExecutor(settings.retryAfter().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Under whom a message is kept, and why it cannot be used; null when its content decides. */
    private record Keeping(StationKey key, Delivery.@Nullable Unusable refusal) {}

    @Override
    public boolean offer(String topic, byte[] payload, Instant receivedAt, Runnable acknowledge) {
        StationTopic from = StationTopic.of(settings.topicPrefix(), topic);
        MessageKind kind = MessageKind.find(from.below());
        ReceiverMetrics.OfKind counted = metrics.of(kind);
        boolean cleared = kind == MessageKind.STATUS && payload.length == 0;
        if (cleared || from.below().equals(COMMANDS)) {
            counted.ignored.increment();
            acknowledge.run();
            return true;
        }
        Keeping keeping = keeping(from.station(), topic);
        if (keeping == null) {
            return false;
        }
        Delivery.Content content;
        try {
            content = content(keeping, kind, topic, payload, receivedAt);
            pseudonymsAway = false;
        } catch (PortUnavailable e) {
            pseudonymsAway = true;
            return false;
        }
        return intake.offer(new Delivery(keeping.key, SOURCE, receivedAt, content, VinMask.mask(payload), outcome -> {
            counted.settled(outcome);
            acknowledge.run();
        }));
    }

    private Delivery.Content content(
            Keeping keeping, @Nullable MessageKind kind, String topic, byte[] payload, Instant receivedAt) {
        if (keeping.refusal != null) {
            return keeping.refusal;
        }
        return kind == null
                ? new Delivery.Unusable(
                        DeadLetterReason.UNKNOWN_TOPIC, "stations say nothing on the topic " + Shown.of(topic))
                : decoder.decode(kind, keeping.key, payload, receivedAt);
    }

    /** Null while it is being found out. */
    private @Nullable Keeping keeping(@Nullable StationId station, String topic) {
        if (station == null) {
            return new Keeping(
                    new StationKey(settings.operator(), UNNAMED),
                    new Delivery.Unusable(
                            DeadLetterReason.UNKNOWN_TOPIC, "the topic " + Shown.of(topic) + " names no station"));
        }
        return switch (directory.ownerOf(station)) {
            case StationDirectory.Belongs owner -> new Keeping(new StationKey(owner.organization(), station), null);
            case StationDirectory.Unregistered nobody ->
                new Keeping(
                        new StationKey(settings.operator(), station),
                        new Delivery.Unusable(
                                DeadLetterReason.NOT_REGISTERED,
                                "nobody has registered the station " + station + ": its messages are not used"));
            case StationDirectory.NotKnownYet yet -> null;
        };
    }

    @Override
    public void whenRoom(String topic, Runnable resume) {
        StationId station = StationTopic.of(settings.topicPrefix(), topic).station();
        Keeping keeping = keeping(station, topic);
        if (keeping == null && station != null) {
            directory.whenKnown(station, resume);
        } else if (pseudonymsAway || keeping == null) {
            later.execute(resume);
        } else {
            intake.whenRoom(keeping.key, resume);
        }
    }

    /**
     * Keeps a message as a dead letter that whoever brought it found to be unusable. Otherwise as {@link #offer}.
     *
     * @param topic that it came with, or nothing like one
     * @param detail explains the reason to the tenant, without a VIN
     */
    public boolean refuse(
            String topic,
            byte[] payload,
            Instant receivedAt,
            DeadLetterReason reason,
            String detail,
            Runnable acknowledge) {
        Keeping keeping = keeping(StationTopic.of(settings.topicPrefix(), topic).station(), topic);
        return keeping != null
                && intake.offer(new Delivery(
                        keeping.key,
                        SOURCE,
                        receivedAt,
                        new Delivery.Unusable(reason, detail),
                        VinMask.mask(payload),
                        outcome -> {
                            metrics.of(null).settled(outcome);
                            acknowledge.run();
                        }));
    }

    /**
     * Keeps a message as a dead letter that the broker did not let through, because a station published it to a topic that is
     * not its own. The station has it still, so when too many come at once the rest is counted only.
     *
     * @param commonName of the certificate that it came with
     */
    public void refused(String commonName, String topic, byte[] payload) {
        if (reports.incrementAndGet() > settings.mostReports()) {
            reports.decrementAndGet();
            metrics.dropped.increment();
            return;
        }
        report(commonName, topic, payload, clock.instant());
    }

    private void report(String commonName, String topic, byte[] payload, Instant receivedAt) {
        @Nullable StationId sender = StationTopic.station(commonName);
        Keeping keeping = keeping(sender, topic);
        Runnable again = () -> ForkJoinPool.commonPool().execute(() -> report(commonName, topic, payload, receivedAt));
        if (keeping == null) {
            directory.whenKnown(sender == null ? UNNAMED : sender, again);
            return;
        }
        Delivery delivery = new Delivery(
                keeping.key,
                SOURCE,
                receivedAt,
                new Delivery.Unusable(
                        DeadLetterReason.WRONG_IDENTITY,
                        "the certificate of " + Shown.of(commonName) + " may not publish to " + Shown.of(topic)),
                VinMask.mask(payload),
                metrics.of(null)::settled);
        if (intake.offer(delivery)) {
            reports.decrementAndGet();
        } else {
            intake.whenRoom(keeping.key, again);
        }
    }
}
