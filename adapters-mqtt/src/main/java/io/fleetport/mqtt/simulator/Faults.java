package io.fleetport.mqtt.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/** What breaks at a made-up station, and is repaired some time later. Used by one thread. */
final class Faults {

    private static final double SECONDS_A_DAY = 86_400;
    private static final List<String> SLOT_DETAILS =
            List.of("latch jammed", "no answer from the pack", "charger too hot", "door sensor failed");
    private static final List<String> CONNECTOR_DETAILS =
            List.of("ground fault", "cable lock failed", "emergency stop pressed");

    private final Agenda agenda;
    private final Journal journal;
    private final double perDay;
    private final SwapBay bay;
    private final List<Connector> connectors;
    private final RandomGenerator random;
    private int raised;
    private int open;

    Faults(
            Agenda agenda,
            Journal journal,
            double perDay,
            SwapBay bay,
            List<Connector> connectors,
            RandomGenerator random) {
        this.agenda = agenda;
        this.journal = journal;
        this.perDay = perDay;
        this.bay = bay;
        this.connectors = connectors;
        this.random = random;
        if (perDay > 0) {
            expectNext();
        }
    }

    /** How many are not cleared. */
    int open() {
        return open;
    }

    private void expectNext() {
        agenda.afterSeconds(exponential(SECONDS_A_DAY / perDay), () -> {
            if (random.nextDouble() < 0.7) {
                breakSlot(bay.slots().get(random.nextInt(bay.slots().size())));
            } else {
                breakConnector(connectors.get(random.nextInt(connectors.size())));
            }
            expectNext();
        });
    }

    private void breakSlot(Slot slot) {
        if (slot.busy || slot.faulted) {
            return;
        }
        bay.charge();
        slot.faulted = true;
        raise("slot_id", slot.id, SLOT_DETAILS, () -> {
            bay.charge();
            slot.faulted = false;
            journal.slots(List.of(slot));
        });
        journal.slots(List.of(slot));
    }

    private void breakConnector(Connector connector) {
        if (connector.faulted) {
            return;
        }
        connector.faulted = true;
        raise("connector_id", connector.id, CONNECTOR_DETAILS, () -> connector.faulted = false);
        connector.end("fault");
    }

    private void raise(String member, String id, List<String> details, Runnable repair) {
        String faultId = "f-" + agenda.now().getEpochSecond() + "-" + ++raised;
        String detail = details.get(random.nextInt(details.size()));
        open++;
        journal.event("fault_raised", json -> {
            json.writeStringField("fault_id", faultId);
            json.writeStringField(member, id);
            json.writeStringField("detail", detail);
        });
        agenda.afterSeconds(60 + exponential(1_500), () -> {
            open--;
            repair.run();
            journal.event("fault_cleared", json -> json.writeStringField("fault_id", faultId));
        });
    }

    private double exponential(double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }
}
