package io.fleetport.application.replay;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives archived messages to the intake once more, in the order they were received, a day after the other. Broken off at any
 * moment it is begun again from the day it was at: what the store has already changes nothing. For one thread.
 */
public final class ArchiveReplay {

    /** On their way to a commit at a time: a few batches of the intake. */
    private static final int UNDERWAY = 8_192;

    /** Who is underway now is ended by the server that hears of it, which also tells of it: never by a replay beside it. */
    private static final Duration LEFT_TO_THE_SERVER = Duration.ofMinutes(1);

    private static final int MOST_OWNERS = 100_000;

    private final ReplayScope scope;
    private final ArchivedContent contents;
    private final TelemetryIngestion intake;
    private final IngestTelemetry entrance;
    private final Stations stations;
    private final Clock clock;
    private final ReplayTally tally = new ReplayTally();
    private final ReceiptOrder order;
    private final AlreadyStored stored;
    private final @Nullable OrganizationId newcomers;
    private final Map<StationId, Boolean> owned = new LinkedHashMap<>();
    private final Semaphore room = new Semaphore(UNDERWAY);

    /**
     * Where messages are read from and how they are understood.
     *
     * @param mostBytes of messages held in memory to put them in order
     */
    public record Source(ArchiveFiles files, ArchivedContent contents, long mostBytes) {}

    /**
     * Where messages go.
     *
     * @param intake one that {@linkplain TelemetryIngestion#replaying replays}, started, to be closed by whoever started it
     * @param entrance to that intake
     * @param stores that the intake commits to
     * @param newcomers whose those stations become that nobody registered; null for nobody's
     */
    public record Target(
            TelemetryIngestion intake,
            IngestTelemetry entrance,
            Stores stores,
            @Nullable OrganizationId newcomers) {}

    public ArchiveReplay(ReplayScope scope, Source source, Target target, Clock clock) {
        this.scope = scope;
        this.contents = source.contents();
        this.intake = target.intake();
        this.entrance = target.entrance();
        this.stations = target.stores().stations();
        this.newcomers = target.newcomers();
        this.clock = clock;
        this.order = new ReceiptOrder(source.files(), scope, source.mostBytes(), tally);
        this.stored = new AlreadyStored(
                target.stores().history(), new StoredReports(target.stores().stationHistory()));
    }

    /**
     * Replays all of the scope, and then ends what nothing more was heard of.
     *
     * @param dayDone told after each day of which there is something, with the counts from the beginning; what it held is durable then
     * @throws io.fleetport.application.port.out.PortUnavailable when archive or store could not be asked. A commit is tried until it
     *     works
     * @throws InterruptedException when it was to end before
     */
    public ReplayReport run(BiConsumer<LocalDate, ReplayReport> dayDone) throws InterruptedException {
        long filesBefore = 0;
        for (LocalDate day = scope.from(); day.isBefore(scope.until()); day = day.plusDays(1)) {
            order.each(day, this::offer);
            awaitSettled();
            ReplayReport soFar = tally.report();
            if (soFar.files() > filesBefore) {
                filesBefore = soFar.files();
                silent(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
                dayDone.accept(day, soFar);
            }
        }
        silent(Instant.MAX);
        return tally.report();
    }

    private void silent(Instant until) throws InterruptedException {
        Instant latest = clock.instant().minus(LEFT_TO_THE_SERVER);
        intake.silent(until.isBefore(latest) ? until : latest);
    }

    private void awaitSettled() throws InterruptedException {
        room.acquire(UNDERWAY);
        room.release(UNDERWAY);
    }

    private void offer(ArchivedMessage message) throws InterruptedException {
        tally.read();
        if (message.raw().length == 0) {
            tally.empty();
            return;
        }
        if (message.subject() instanceof StationKey key && !owns(key.station())) {
            tally.unknownStation();
            return;
        }
        Delivery.Content content = contents.of(message);
        if (content instanceof Delivery.Unusable unusable) {
            tally.refused(message, unusable.reason(), unusable.detail());
        } else if (stored.holds(message.subject(), content)) {
            tally.alreadyThere();
        } else {
            give(message, content);
        }
    }

    private void give(ArchivedMessage message, Delivery.Content content) throws InterruptedException {
        room.acquire();
        Delivery delivery = new Delivery(
                message.subject(), message.source(), message.receivedAt(), content, message.raw(), outcome -> {
                    tally.settled(message, outcome);
                    room.release();
                });
        while (!entrance.offer(delivery)) {
            CountDownLatch free = new CountDownLatch(1);
            entrance.whenRoom(message.subject(), free::countDown);
            free.await();
        }
    }

    /** Live, a message of another's station would not have come under this organization. */
    private boolean owns(StationId station) {
        Boolean known = owned.get(station);
        if (known != null) {
            return known;
        }
        boolean owns = stations.ownerOf(station)
                .map(owner -> owner.equals(scope.organization()))
                .orElse(scope.organization().equals(newcomers));
        if (owned.size() >= MOST_OWNERS) {
            owned.clear();
        }
        owned.put(station, owns);
        return owns;
    }
}
