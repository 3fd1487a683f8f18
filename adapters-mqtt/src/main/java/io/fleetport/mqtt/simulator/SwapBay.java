package io.fleetport.mqtt.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The slots of a made-up station, the vehicles that swap there, and their packs. Used by one thread. */
final class SwapBay {

    private static final int FEWEST_SLOTS = 8;
    private static final int MOST_SLOTS = 20;
    private static final int EMPTY_SLOTS = 2;
    private static final int VEHICLES_PER_SLOT = 3;
    /** A swap of which nothing more is heard keeps its slots for so long. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final List<String> REASONS = List.of("cancelled by the rider", "latch does not open", "wrong pack");

    private final Agenda agenda;
    private final Journal journal;
    private final StationHabits habits;
    private final RushHours rush;
    private final RandomGenerator random;
    private final List<Slot> slots = new ArrayList<>();
    /** The pack each vehicle has, by the vehicle's number. */
    private final List<Pack> carried = new ArrayList<>();

    private final List<Boolean> swapping = new ArrayList<>();
    private Instant chargedUntil;
    private int swaps;

    SwapBay(
            String stationId,
            Agenda agenda,
            Journal journal,
            StationHabits habits,
            RushHours rush,
            RandomGenerator random) {
        this.agenda = agenda;
        this.journal = journal;
        this.habits = habits;
        this.rush = rush;
        this.random = random;
        this.chargedUntil = agenda.now();
        int count = random.nextInt(FEWEST_SLOTS, MOST_SLOTS + 1);
        int packs = 0;
        for (int i = 1; i <= count; i++) {
            Slot slot = new Slot(Integer.toString(i));
            if (i <= count - EMPTY_SLOTS) {
                slot.pack = pack(stationId, ++packs, random.nextDouble(0.3, 0.97));
            }
            slots.add(slot);
        }
        for (int i = 0; i < count * VEHICLES_PER_SLOT; i++) {
            carried.add(pack(stationId, ++packs, random.nextDouble(0.3, 0.97)));
            swapping.add(false);
        }
        if (habits.swapsPerDay() > 0) {
            expectNext();
        }
    }

    private Pack pack(String stationId, int number, double soc) {
        return new Pack("P-" + stationId + "-" + number, soc, Math.round(random.nextDouble(82, 100) * 10) / 10.0);
    }

    List<Slot> slots() {
        return slots;
    }

    Optional<Slot> slot(Predicate<Slot> wanted) {
        return slots.stream().filter(wanted).findFirst();
    }

    /** Charges up to now; returns the energy that went into packs in kWh. A pack that became full is told. */
    double charge() {
        double seconds = Duration.between(chargedUntil, agenda.now()).toMillis() / 1000.0;
        chargedUntil = agenda.now();
        double energy = 0;
        List<Slot> changed = new ArrayList<>();
        for (Slot slot : slots) {
            String before = slot.state();
            energy += slot.charge(seconds);
            if (!slot.state().equals(before)) {
                changed.add(slot);
            }
        }
        if (!changed.isEmpty()) {
            journal.slots(changed);
        }
        return energy;
    }

    double powerKw() {
        return slots.stream().mapToDouble(Slot::powerKw).sum();
    }

    long count(String state) {
        return slots.stream().filter(slot -> slot.state().equals(state)).count();
    }

    private void expectNext() {
        agenda.at(rush.next(agenda.now(), habits.swapsPerDay(), random), () -> {
            arrive(random.nextInt(carried.size()));
            expectNext();
        });
    }

    private void arrive(int vehicle) {
        if (swapping.get(vehicle)) {
            return;
        }
        String swapId = "w-" + agenda.now().getEpochSecond() + "-" + ++swaps;
        String name = "bike " + (vehicle + 1);
        swapping.set(vehicle, true);
        journal.event("swap_started", json -> {
            json.writeStringField("swap_id", swapId);
            json.writeStringField("vehicle", name);
        });
        Optional<Slot> empty = slot(Slot::isEmpty);
        Optional<Slot> ready = slot(Slot::isReady);
        if (random.nextDouble() < habits.unfinishedShare()) {
            agenda.after(FORGOTTEN, () -> swapping.set(vehicle, false));
        } else if (empty.isEmpty() || ready.isEmpty()) {
            abort(swapId, vehicle, empty.isEmpty() ? "no free slot" : "no pack ready");
        } else if (random.nextDouble() < habits.abortedShare()) {
            abort(swapId, vehicle, REASONS.get(random.nextInt(REASONS.size())));
        } else {
            new Swap(swapId, vehicle, name, empty.get(), ready.get()).begin();
        }
    }

    private void abort(String swapId, int vehicle, String reason) {
        agenda.afterSeconds(random.nextDouble(3, 20), () -> {
            swapping.set(vehicle, false);
            journal.event("swap_aborted", json -> {
                json.writeStringField("swap_id", swapId);
                json.writeStringField("reason", reason);
            });
        });
    }

    /** A swap that is going well: one pack in, one out. */
    private final class Swap {
        private final String id;
        private final int vehicle;
        private final String name;
        private final Slot into;
        private final Slot from;
        private final Pack returned;

        private @Nullable Pack delivered;

        Swap(String id, int vehicle, String name, Slot into, Slot from) {
            this.id = id;
            this.vehicle = vehicle;
            this.name = name;
            this.into = into;
            this.from = from;
            this.returned = carried.get(vehicle).with(random.nextDouble(0.04, 0.35));
        }

        void begin() {
            into.busy = true;
            from.busy = true;
            agenda.afterSeconds(random.nextDouble(4, 15), this::takeIn);
        }

        private void takeIn() {
            charge();
            into.pack = returned;
            moved("pack_in", returned, into);
            agenda.afterSeconds(random.nextDouble(5, 20), this::giveOut);
        }

        private void giveOut() {
            charge();
            Pack given = from.pack;
            from.pack = null;
            if (given != null) {
                delivered = given;
                carried.set(vehicle, given);
                moved("pack_out", given, from);
            }
            agenda.afterSeconds(random.nextDouble(2, 8), this::complete);
        }

        private void moved(String type, Pack pack, Slot slot) {
            journal.event(type, json -> {
                json.writeStringField("pack_id", pack.id());
                json.writeStringField("slot_id", slot.id);
                StationJson.number(json, "soc_percent", pack.socPercent(), 1);
                json.writeStringField("vehicle", name);
                json.writeStringField("swap_id", id);
            });
            journal.slots(List.of(slot));
        }

        private void complete() {
            into.busy = false;
            from.busy = false;
            swapping.set(vehicle, false);
            journal.event("swap_completed", json -> {
                json.writeStringField("swap_id", id);
                json.writeStringField("vehicle", name);
                side(json, "returned", returned, into);
                if (delivered != null) {
                    side(json, "delivered", delivered, from);
                }
            });
        }

        private static void side(JsonGenerator json, String name, Pack pack, Slot slot) throws IOException {
            json.writeObjectFieldStart(name);
            json.writeStringField("pack_id", pack.id());
            json.writeStringField("slot_id", slot.id);
            StationJson.number(json, "soc_percent", pack.socPercent(), 1);
            json.writeEndObject();
        }
    }
}
