package io.fleetport.application.station;

import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.CommandStations;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationCommandChannel;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a command, sends it once, and stores what became of the sending. What the process does not get to,
 * {@link CommandExpiry} settles. Safe to call from many threads.
 */
public final class StationCommanding implements CommandStations {

    private static final Logger LOG = LoggerFactory.getLogger(StationCommanding.class);

    /** A broker takes a command within milliseconds; who asked is not kept waiting for one that does not. */
    private static final Duration SENT_WITHIN = Duration.ofSeconds(2);

    private final Stations stations;
    private final StationCommands commands;
    private final StationCommandChannel channel;
    private final AuditTrail trail;
    private final Clock clock;

    public StationCommanding(
            Stations stations, StationCommands commands, StationCommandChannel channel, AuditTrail trail, Clock clock) {
        this.stations = stations;
        this.commands = commands;
        this.channel = channel;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Optional<StationCommand> command(
            Caller caller, StationId station, Instruction instruction, Duration expiresIn) {
        caller.require(Permission.COMMAND_STATIONS);
        if (expiresIn.compareTo(LEAST_EXPIRY) < 0 || expiresIn.compareTo(MOST_EXPIRY) > 0) {
            throw new InvalidRequest(
                    "expires_in_s",
                    "expires_in_s must be " + LEAST_EXPIRY.toSeconds() + " to " + MOST_EXPIRY.toSeconds() + " but is "
                            + expiresIn.toSeconds());
        }
        if (stations.find(caller.organization(), station).isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StationCommand command = new StationCommand(
                TimeOrderedId.next(now),
                station,
                instruction,
                caller.subject(),
                now,
                now.plus(expiresIn),
                Outcome.PENDING,
                null,
                null);
        StationKey key = new StationKey(caller.organization(), station);
        trail.record(
                caller,
                "station.command",
                "station",
                station.value(),
                null,
                Map.of("command_id", command.id().toString(), "command", nameOf(instruction)));
        commands.add(key.organization(), command);
        CompletableFuture<Void> noted = send(command)
                // Whoever completes the sending must not be held up by a store.
                .handleAsync((sent, failure) -> note(key, command, failure), Thread::startVirtualThread)
                .toCompletableFuture();
        await(noted);
        return Optional.of(commands.find(key, command.id()).orElse(command));
    }

    /** What is done and to what kind of thing: {@code lock_slot}. */
    private static String nameOf(Instruction instruction) {
        return instruction
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private CompletionStage<Void> send(StationCommand command) {
        try {
            return channel.send(command);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private @Nullable Void note(StationKey key, StationCommand command, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null) {
            // The station may have answered before we got here: that says more, and stays.
            commands.move(key.organization(), command.id(), Outcome.SENT, clock.instant(), null);
        } else if (cause instanceof PortUnavailable) {
            LOG.warn("command {} to station {} was not sent: {}", command.id(), key.station(), cause.getMessage());
            commands.move(
                    key.organization(),
                    command.id(),
                    Outcome.NOT_SENT,
                    clock.instant(),
                    "the broker could not be reached");
        } else {
            LOG.error("whether command {} to station {} was sent is not known", command.id(), key.station(), cause);
            commands.move(
                    key.organization(),
                    command.id(),
                    Outcome.UNKNOWN,
                    clock.instant(),
                    "whether it was sent is not known");
        }
        return null;
    }

    private static void await(CompletableFuture<Void> noted) {
        try {
            noted.get(SENT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillOnItsWay) {
            LOG.debug("a command is still on its way", stillOnItsWay);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException unnoted) {
            // It was sent or not; only the noting failed. The sweep settles it when it expires.
            LOG.warn("what became of a command could not be stored: {}", unnoted.getMessage());
        }
    }

    @Override
    public Optional<Page<StationCommand>> list(Caller caller, StationId station, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_STATIONS);
        if (stations.find(caller.organization(), station).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Cursors.reading(cursor, () -> commands.list(caller.organization(), station, cursor, limit)));
    }

    @Override
    public Optional<StationCommand> find(Caller caller, StationId station, UUID command) {
        caller.require(Permission.VIEW_STATIONS);
        return commands.find(new StationKey(caller.organization(), station), command);
    }
}
