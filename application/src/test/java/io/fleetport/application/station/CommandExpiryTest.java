package io.fleetport.application.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.StationCommands;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationCommand.Outcome;
import io.fleetport.domain.station.StationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of commands of which nothing final is heard. */
final class CommandExpiryTest {

    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final StationId STATION = new StationId("S-1");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ShakyCommands commands = new ShakyCommands(new InMemoryStores().stationCommands());
    private final CommandExpiry expiry = new CommandExpiry(commands, Clock.fixed(NOON, ZoneOffset.UTC), meters);

    @AfterEach
    void close() {
        expiry.close();
    }

    @Test
    void anOverdueCommandIsUnknownWhicheverWayItGotStuck() {
        UUID pending = command(NOON.minusSeconds(1), Outcome.PENDING);
        UUID sent = command(NOON.minusSeconds(1), Outcome.SENT);
        UUID accepted = command(NOON.minusSeconds(3_600), Outcome.ACCEPTED);
        UUID completed = command(NOON.minusSeconds(3_600), Outcome.COMPLETED);
        UUID inTime = command(NOON.plusSeconds(60), Outcome.SENT);

        expiry.start();

        await().until(() -> List.of(pending, sent, accepted).stream().allMatch(id -> outcome(id) == Outcome.UNKNOWN));
        assertThat(outcome(completed)).isEqualTo(Outcome.COMPLETED);
        assertThat(outcome(inTime)).isEqualTo(Outcome.SENT);
        assertThat(found(pending).settledAt()).isEqualTo(NOON);
        assertThat(found(pending).detail()).isNotEqualTo(found(sent).detail());
        assertThat(meters.counter("fleetport.station.commands.expired").count()).isEqualTo(3);
    }

    @Test
    void itGoesOnWhenTheStoreIsBack() {
        UUID sent = command(NOON.minusSeconds(1), Outcome.SENT);
        commands.failures.set(1);

        expiry.start();

        await().until(() -> outcome(sent) == Outcome.UNKNOWN);
        assertThat(commands.failures).hasValue(0);
    }

    private UUID command(Instant expiresAt, Outcome outcome) {
        UUID id = UUID.randomUUID();
        commands.add(
                ACME,
                new StationCommand(
                        id,
                        STATION,
                        new Instruction.Restart(),
                        "someone",
                        expiresAt.minusSeconds(60),
                        expiresAt,
                        outcome,
                        outcome.settled() ? expiresAt : null,
                        null));
        return id;
    }

    private Outcome outcome(UUID id) {
        return found(id).outcome();
    }

    private StationCommand found(UUID id) {
        return commands.find(new StationKey(ACME, STATION), id).orElseThrow();
    }

    /** Commands whose store is away for some of the times it is asked for overdue ones. */
    private static final class ShakyCommands implements StationCommands {
        private final StationCommands behind;
        private final AtomicInteger failures = new AtomicInteger();

        ShakyCommands(StationCommands behind) {
            this.behind = behind;
        }

        @Override
        public void add(OrganizationId organization, StationCommand command) {
            behind.add(organization, command);
        }

        @Override
        public boolean move(OrganizationId organization, UUID command, Outcome outcome, Instant at, String detail) {
            return behind.move(organization, command, outcome, at, detail);
        }

        @Override
        public Optional<StationCommand> find(StationKey station, UUID command) {
            return behind.find(station, command);
        }

        @Override
        public Page<StationCommand> list(OrganizationId organization, StationId station, String cursor, int limit) {
            return behind.list(organization, station, cursor, limit);
        }

        @Override
        public List<Issued> overdue(Instant now) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new PortUnavailable("away", new IOException("no route"));
            }
            return behind.overdue(now);
        }
    }
}
