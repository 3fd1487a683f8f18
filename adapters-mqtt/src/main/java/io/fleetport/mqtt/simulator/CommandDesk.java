package io.fleetport.mqtt.simulator;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Carries out what a made-up station is asked to do, each command once and none that has expired. Used by one thread. */
final class CommandDesk {

    private static final int MOST_REMEMBERED = 10_000;
    /** A pack that was reserved and not fetched is for everyone again. */
    private static final Duration RESERVATION = Duration.ofMinutes(30);

    private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);
    private static final Duration RESTART = Duration.ofSeconds(3);

    private final Agenda agenda;
    private final Journal journal;
    private final SwapBay bay;
    private final List<Connector> connectors;
    private final StationModel.Line line;
    private final Set<String> known = new LinkedHashSet<>();

    CommandDesk(Agenda agenda, Journal journal, SwapBay bay, List<Connector> connectors, StationModel.Line line) {
        this.agenda = agenda;
        this.journal = journal;
        this.bay = bay;
        this.connectors = connectors;
        this.line = line;
    }

    void take(StationCommand command) {
        if (!known.add(command.id())) {
            return;
        }
        if (known.size() > MOST_REMEMBERED) {
            known.remove(known.iterator().next());
        }
        if (journal.stamp().isAfter(command.expiresAt())) {
            journal.result(command.id(), "expired", "");
            return;
        }
        bay.charge();
        if (command.name().equals("restart")) {
            restart(command);
            return;
        }
        String objection = carryOut(command);
        journal.result(command.id(), objection.isEmpty() ? "completed" : "rejected", objection);
    }

    /** Returns why it cannot be done, or an empty text. */
    private String carryOut(StationCommand command) {
        String slotId = command.member("slot_id");
        String packId = command.member("pack_id");
        Predicate<Slot> holdsPack = slot -> slot.pack != null && slot.pack.id().equals(packId);
        return switch (command.name()) {
            case "reserve_slot" -> onSlot(slot -> slot.id.equals(slotId), this::reserve);
            case "reserve_pack" -> onSlot(holdsPack, this::reserve);
            case "release" -> onSlot(packId.isEmpty() ? slot -> slot.id.equals(slotId) : holdsPack, this::release);
            case "lock" -> lock(command, true);
            case "unlock" -> lock(command, false);
            case "set_charge_limit" -> limit(command);
            default -> "no such command";
        };
    }

    /** Does something with a slot, or says why not. */
    private interface Deed {
        String with(Slot slot);
    }

    private String onSlot(Predicate<Slot> wanted, Deed deed) {
        Optional<Slot> slot = bay.slot(wanted);
        if (slot.isEmpty()) {
            return "no such slot or pack";
        }
        String before = slot.get().state();
        String objection = deed.with(slot.get());
        if (!slot.get().state().equals(before)) {
            journal.slots(List.of(slot.get()));
        }
        return objection;
    }

    private String reserve(Slot slot) {
        if (!slot.isReady()) {
            return "not ready";
        }
        slot.reserved = true;
        agenda.after(RESERVATION, () -> {
            if (slot.reserved) {
                release(slot);
                journal.slots(List.of(slot));
            }
        });
        return "";
    }

    private String release(Slot slot) {
        if (!slot.reserved) {
            return "not reserved";
        }
        slot.reserved = false;
        return "";
    }

    private String lock(StationCommand command, boolean locked) {
        String connectorId = command.member("connector_id");
        if (connectorId.isEmpty()) {
            String slotId = command.member("slot_id");
            return onSlot(slot -> slot.id.equals(slotId), slot -> {
                if (slot.busy) {
                    return "in use";
                }
                slot.locked = locked;
                return "";
            });
        }
        Optional<Connector> connector = connector(connectorId);
        if (connector.isEmpty()) {
            return "no such connector";
        }
        if (locked && connector.get().inUse()) {
            return "in use";
        }
        connector.get().locked = locked;
        return "";
    }

    private String limit(StationCommand command) {
        double limit;
        try {
            limit = Double.parseDouble(command.member("limit_percent")) / 100;
        } catch (NumberFormatException e) {
            return "limit_percent must be a number";
        }
        if (!(limit >= 0.01 && limit <= 1)) {
            return "limit_percent must be within 1..100";
        }
        String slotId = command.member("slot_id");
        String connectorId = command.member("connector_id");
        boolean all = slotId.isEmpty() && connectorId.isEmpty();
        if (!slotId.isEmpty()) {
            return onSlot(slot -> slot.id.equals(slotId), slot -> {
                slot.limitTo(limit);
                return "";
            });
        }
        if (!all && connector(connectorId).isEmpty()) {
            return "no such connector";
        }
        connectors.stream()
                .filter(connector -> all || connector.id.equals(connectorId))
                .forEach(connector -> connector.limit = limit);
        if (all) {
            bay.slots().forEach(slot -> slot.limitTo(limit));
            journal.slots(bay.slots());
        }
        return "";
    }

    private Optional<Connector> connector(String id) {
        return connectors.stream().filter(connector -> connector.id.equals(id)).findFirst();
    }

    private void restart(StationCommand command) {
        journal.result(command.id(), "accepted", "");
        agenda.after(BEFORE_RESTART, () -> {
            line.drop(RESTART);
            connectors.forEach(connector -> connector.end("restart"));
            journal.restart();
            agenda.after(RESTART, () -> journal.result(command.id(), "completed", ""));
        });
    }
}
