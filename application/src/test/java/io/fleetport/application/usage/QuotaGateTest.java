package io.fleetport.application.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import io.fleetport.domain.vehicle.VehicleId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuotaGateTest {

    private static final OrganizationId LOUD = new OrganizationId("loud");
    private static final OrganizationId QUIET = new OrganizationId("quiet");

    private final Behind behind = new Behind();
    private final Map<OrganizationId, Integer> rates = new HashMap<>(Map.of(LOUD, 10, QUIET, 10));
    private long nanos;
    private final QuotaGate gate =
            new QuotaGate(behind, id -> new Quota(rates.get(id), 1, 1, 1), () -> nanos, new SimpleMeterRegistry());

    @Test
    void asMuchAsTheQuotaIsLetInAndTheRestWaits() {
        assertThat(offered(LOUD, 100)).isEqualTo(10);
        pass(500);
        assertThat(offered(LOUD, 100)).isEqualTo(5);
        pass(60_000);
        assertThat(offered(LOUD, 100)).as("a pause saves up a second's worth").isEqualTo(10);
    }

    @Test
    void aFloodOfOneTakesNothingFromAnother() {
        int loud = 0;
        int quiet = 0;
        for (int tenth = 0; tenth < 100; tenth++) {
            loud += offered(LOUD, 10);
            quiet += offered(QUIET, 1);
            pass(100);
        }
        assertThat(quiet).isEqualTo(100);
        assertThat(loud).as("ten seconds at ten times the quota of 10/s").isEqualTo(10 + 99);
    }

    @Test
    void whoWaitsIsToldInTurnWhenThereIsRoomForIt() {
        offered(LOUD, 10);
        List<String> told = new ArrayList<>();
        for (String who : List.of("a", "b", "c")) {
            gate.whenRoom(key(LOUD), () -> told.add(who));
        }
        gate.letOn();
        assertThat(told).isEmpty();
        pass(200);
        gate.letOn();
        assertThat(told).containsExactly("a", "b");
        assertThat(offered(LOUD, 5)).isEqualTo(2);
        gate.letOn();
        assertThat(told).containsExactly("a", "b");
        pass(100);
        gate.letOn();
        assertThat(told).containsExactly("a", "b", "c");
    }

    @Test
    void aFullQueueBehindCostsNothingOfTheQuota() {
        behind.full = true;
        assertThat(offered(LOUD, 50)).isZero();
        List<String> told = new ArrayList<>();
        gate.whenRoom(key(LOUD), () -> told.add("room"));
        assertThat(told).isEmpty();
        behind.full = false;
        behind.tell();
        assertThat(told).containsExactly("room");
        assertThat(offered(LOUD, 50)).isEqualTo(10);
    }

    @Test
    void anotherQuotaCountsAtOnce() {
        assertThat(offered(LOUD, 100)).isEqualTo(10);
        rates.put(LOUD, 1_000);
        pass(100);
        assertThat(offered(LOUD, 1_000)).isEqualTo(100);
    }

    @Test
    void atTheEndNobodyIsLeftWaiting() {
        offered(LOUD, 10);
        List<String> told = new ArrayList<>();
        gate.whenRoom(key(LOUD), () -> told.add("a"));
        gate.close();
        assertThat(told).containsExactly("a");
    }

    private int offered(OrganizationId organization, int count) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            Delivery delivery = new Delivery(
                    key(organization),
                    "tesla",
                    Instant.EPOCH,
                    new Delivery.Said(Instant.EPOCH, List.of()),
                    new byte[0],
                    outcome -> {});
            taken += gate.offer(delivery) ? 1 : 0;
        }
        return taken;
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static VehicleKey key(OrganizationId organization) {
        return new VehicleKey(organization, new VehicleId(new UUID(8, 8)));
    }

    /** An intake that takes all, or nothing. */
    private static final class Behind implements IngestTelemetry {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean full;

        @Override
        public boolean offer(Delivery delivery) {
            return !full;
        }

        @Override
        public void whenRoom(Subject subject, Runnable resume) {
            waiting.add(resume);
            if (!full) {
                tell();
            }
        }

        void tell() {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }
    }
}
