package io.fleetport.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.station.Instruction;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationId;
import io.fleetport.mqtt.link.StationDownlink;
import io.fleetport.mqtt.wire.CommandWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StationCommandSenderTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private record Sent(String topic, byte[] payload, Duration expiry) {}

    private final List<Sent> sent = new ArrayList<>();
    private final CompletableFuture<Void> answer = new CompletableFuture<>();
    private final StationDownlink downlink = (topic, payload, expiry) -> {
        sent.add(new Sent(topic, payload, expiry));
        return answer;
    };

    @Test
    void aCommandGoesToItsStationForAsLongAsItIsWorthSomething() {
        StationCommand command = command(NOW.plusSeconds(60));

        CompletionStage<Void> outcome = sender().send(command);

        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.topic()).isEqualTo("ev/station/S-1/commands");
            assertThat(message.payload()).isEqualTo(CommandWriter.toJson(command));
            assertThat(message.expiry()).isEqualTo(Duration.ofSeconds(60));
        });
        assertThat(outcome.toCompletableFuture()).isNotDone();
        answer.complete(null);
        assertThat(outcome.toCompletableFuture()).isCompleted();
    }

    @Test
    void anExpiredCommandIsNotSent() {
        CompletionStage<Void> outcome = sender().send(command(NOW));

        assertThat(outcome.toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(PortUnavailable.class);
        assertThat(sent).isEmpty();
    }

    private StationCommandSender sender() {
        return new StationCommandSender(downlink, "ev/station", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static StationCommand command(Instant expiresAt) {
        return new StationCommand(
                UUID.fromString("0198c2f4-5b6a-7c8d-9e0f-112233445566"),
                new StationId("S-1"),
                new Instruction.Restart(),
                "ann",
                NOW.minusSeconds(5),
                expiresAt,
                StationCommand.Outcome.PENDING,
                null,
                null);
    }
}
