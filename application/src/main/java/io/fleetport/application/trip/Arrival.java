package io.fleetport.application.trip;

import io.fleetport.domain.trip.Track;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A batch sorted into what is new and in order, what may be new but is late, and what is known. */
final class Arrival {

    private final List<Reading> connections = new ArrayList<>();
    private final List<Reading> duplicates = new ArrayList<>();
    private final List<Reading> late = new ArrayList<>();
    private final List<Reading> inOrder = new ArrayList<>();

    private Arrival() {}

    static Arrival sort(List<Reading> batch, Track head) {
        Arrival arrival = new Arrival();
        List<Reading> readings = new ArrayList<>(batch.size());
        for (Reading reading : batch) {
            (isConnection(reading) ? arrival.connections : readings).add(reading);
        }
        readings.sort(Reading.EVENT_ORDER); // nearly always sorted already, which costs one pass
        @Nullable Reading before = null;
        for (Reading reading : readings) {
            if (before != null && Reading.EVENT_ORDER.compare(before, reading) == 0) {
                arrival.duplicates.add(reading);
            } else {
                (EventOrder.isAfter(reading, head) ? arrival.inOrder : arrival.late).add(reading);
            }
            before = reading;
        }
        return arrival;
    }

    private static boolean isConnection(Reading reading) {
        return reading.signals().size() == 1 && reading.signals().getFirst() instanceof Signal.Connection;
    }

    /** Late readings that may be new, or are once {@link #lateAreNew} has told; oldest first, none twice. */
    List<Reading> late() {
        return late;
    }

    /** Readings after all known ones, oldest first, none twice. */
    List<Reading> inOrder() {
        return inOrder;
    }

    /** Takes late readings that are not new for duplicates. */
    void lateAreNew(Predicate<Reading> isNew) {
        Iterator<Reading> each = late.iterator();
        while (each.hasNext()) {
            Reading reading = each.next();
            if (!isNew.test(reading)) {
                duplicates.add(reading);
                each.remove();
            }
        }
    }

    List<Reading> fresh() {
        List<Reading> fresh = new ArrayList<>(connections.size() + late.size() + inOrder.size());
        fresh.addAll(connections);
        fresh.addAll(late);
        fresh.addAll(inOrder);
        return fresh;
    }

    List<Reading> duplicates() {
        return duplicates;
    }
}
