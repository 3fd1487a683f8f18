package io.fleetport.application.station;

import io.fleetport.domain.station.ConnectorId;
import io.fleetport.domain.station.EventStamp;
import io.fleetport.domain.station.FaultId;
import io.fleetport.domain.station.PackCondition;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackTransfer;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.Slot;
import io.fleetport.domain.station.SlotContent;
import io.fleetport.domain.station.SlotId;
import io.fleetport.domain.station.StationEvent;
import io.fleetport.domain.station.StationMessage;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports, swaps, sessions, packs and faults in turns; some sessions and swaps never end, and the counter may start again. */
final class StationLife {

    private static final Instant START = Instant.parse("2026-05-01T06:00:00Z");

    private final Random random;
    private final List<StationMessage> said = new ArrayList<>();
    private final List<SessionId> charging = new ArrayList<>();
    private final List<SwapId> swapping = new ArrayList<>();
    private long micros;
    private long boot;
    private long sequence;
    private int things;

    private StationLife(Random random) {
        this.random = random;
        this.boot = random.nextInt(2);
    }

    static List<StationMessage> of(Random random, int count) {
        StationLife life = new StationLife(random);
        while (life.said.size() < count) {
            life.goOn();
        }
        return life.said;
    }

    private void goOn() {
        micros += 1 + random.nextInt(40_000_000);
        if (random.nextInt(20) == 0) {
            micros += 1_000_000L * random.nextInt(90_000);
        }
        if (boot > 0 && boot < 3 && random.nextInt(60) == 0) {
            boot++;
            sequence = 0;
        }
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> report();
            case 3 -> slots();
            case 4 -> beginSession();
            case 5 -> meter();
            case 6 -> endSession();
            case 7 -> beginSwap();
            case 8 -> endSwap();
            case 9 -> pack();
            default -> fault();
        }
    }

    private void report() {
        said.add(new StationMessage.Reported(new StationReport(
                now(),
                random.nextLong(),
                StationStatus.values()[random.nextInt(4)],
                random.nextInt(10),
                random.nextInt(10),
                20.0,
                null,
                null,
                null,
                null,
                null,
                null,
                null)));
    }

    private void slots() {
        List<Slot> slots = new ArrayList<>();
        int first = random.nextInt(5);
        for (int i = 0; i < 3; i++) {
            PackId pack = pack(first + i);
            SlotContent content = random.nextInt(3) == 0
                    ? SlotContent.EMPTY
                    : new SlotContent.Holding(pack, SlotContent.Use.READY, new PackCondition(80.0, 97.0, 25.0));
            slots.add(new Slot(new SlotId("slot-" + i), content, now()));
        }
        said.add(new StationMessage.SlotsSeen(now(), slots));
    }

    private void beginSession() {
        SessionId id = new SessionId("session-" + things++);
        charging.add(id);
        ConnectorId connector = new ConnectorId("plug-" + random.nextInt(2));
        happened(new StationEvent.SessionStarted(stamp(), id, connector, null, maybe(3.6e6), maybe(20.0), 50e3));
    }

    private void meter() {
        if (!charging.isEmpty()) {
            SessionId id = charging.get(random.nextInt(charging.size()));
            // Whole watts: their sum is the same in any order.
            double power = 1_000.0 * random.nextInt(60);
            happened(new StationEvent.SessionMetered(
                    stamp(), id, maybe(3.6e6 * random.nextInt(30)), power, maybe(50.0)));
        }
    }

    private void endSession() {
        if (!charging.isEmpty() && random.nextInt(4) > 0) {
            SessionId id = charging.remove(random.nextInt(charging.size()));
            happened(new StationEvent.SessionEnded(
                    stamp(), id, null, maybe(3.6e6 * (random.nextInt(40) - 2)), maybe(90.0), maybe(40e3), null));
        }
    }

    private void beginSwap() {
        SwapId id = new SwapId("swap-" + things++);
        swapping.add(id);
        happened(new StationEvent.SwapStarted(stamp(), id, new VehicleId(new UUID(1, things))));
    }

    private void endSwap() {
        if (swapping.isEmpty()) {
            return;
        }
        SwapId id = swapping.remove(random.nextInt(swapping.size()));
        switch (random.nextInt(3)) {
            case 0 -> happened(new StationEvent.SwapAborted(stamp(), id, "no pack"));
            case 1 -> {
                int pack = random.nextInt(5);
                happened(new StationEvent.SwapCompleted(
                        stamp(),
                        id,
                        new VehicleId(new UUID(1, things)),
                        transfer(pack(pack)),
                        transfer(pack(pack + 1))));
            }
            default -> {
                return;
            }
        }
    }

    private void pack() {
        if (random.nextBoolean()) {
            happened(new StationEvent.PackIn(stamp(), transfer(pack(random.nextInt(5))), null, null));
        } else {
            happened(new StationEvent.PackOut(stamp(), transfer(pack(random.nextInt(5))), null, null));
        }
    }

    private void fault() {
        FaultId id = new FaultId("fault-" + random.nextInt(3));
        happened(
                random.nextBoolean()
                        ? new StationEvent.FaultRaised(stamp(), id, null, null, "hot")
                        : new StationEvent.FaultCleared(stamp(), id));
    }

    private PackTransfer transfer(PackId pack) {
        return new PackTransfer(pack, new SlotId("slot-" + random.nextInt(3)), maybe(42.0));
    }

    private static PackId pack(int number) {
        return new PackId("pack-" + number % 5);
    }

    private void happened(StationEvent event) {
        said.add(new StationMessage.Happened(event));
    }

    private EventStamp stamp() {
        sequence++;
        return new EventStamp("event-" + boot + "-" + sequence, boot, sequence, now());
    }

    private Instant now() {
        return START.plusNanos(micros * 1_000);
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }
}
