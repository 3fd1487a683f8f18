package io.fleetport.application.usage;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.Quota;
import io.fleetport.domain.vehicle.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Quota TEN_DAYS = new Quota(1, 1, 1, 10);

    private final InMemoryStores stores = new InMemoryStores();
    private final VehicleKey key = aVehicle();

    @Test
    void historyIsClearedTwoDaysAfterItsTime() {
        Reading gone = reading(key, NOW.minus(Duration.ofDays(12)).minusSeconds(1), 1);
        Reading kept = reading(key, NOW.minus(Duration.ofDays(12)), 2);
        stores.ledger()
                .commit(BatchDraft.batch()
                        .moves(key, 0, Sample.standing(key, "Van", NOW))
                        .hears(key, gone)
                        .hears(key, kept)
                        .done());
        stores.organizations()
                .add(new Organization(key.organization(), "Acme", Organization.State.ACTIVE, TEN_DAYS, NOW));

        new HistoryClearing(
                        stores.organizations(),
                        stores.retention(),
                        Duration.ofHours(1),
                        CLOCK,
                        new SimpleMeterRegistry())
                .clear();

        assertThat(stores.history().between(key, Instant.EPOCH, NOW, null, 10)).containsExactly(kept);
    }

    @Test
    void aReadingFromBeforeWhatIsKeptIsADeadLetterThatSaysWhy() {
        List<Delivery> taken = new ArrayList<>();
        KeptHistory front = new KeptHistory(new Taking(taken), organization -> TEN_DAYS, CLOCK);
        front.offer(said(NOW.minus(Duration.ofDays(10)).minusMillis(1)));
        front.offer(said(NOW.minus(Duration.ofDays(10))));

        assertThat(taken.get(0).content()).isInstanceOfSatisfying(Delivery.Unusable.class, unusable -> {
            assertThat(unusable.reason()).isEqualTo(DeadLetterReason.TOO_OLD);
            assertThat(unusable.detail()).contains("10 days");
        });
        assertThat(taken.get(1).content()).isInstanceOf(Delivery.Said.class);
    }

    private Delivery said(Instant at) {
        return new Delivery(key, "tesla", NOW, new Delivery.Said(at, List.of()), new byte[1], outcome -> {});
    }

    private record Taking(List<Delivery> taken) implements IngestTelemetry {
        @Override
        public boolean offer(Delivery delivery) {
            return taken.add(delivery);
        }

        @Override
        public void whenRoom(Subject subject, Runnable resume) {
            resume.run();
        }
    }
}
