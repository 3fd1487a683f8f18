package io.fleetport.tesla.record;

import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signals of one record in the order they came, at most one per name: the last one said stays, in its first one's place. */
final class SignalList {

    private final short[] placeByNumber;
    private Signal[] signals = new Signal[24];
    private int size;
    private @Nullable Map<SignalName, Integer> placeByName;

    /** @param numbers how many field numbers there are names for */
    SignalList(int numbers) {
        placeByNumber = new short[numbers];
    }

    /** Adds the signal of a known field. */
    void add(int number, Signal signal) {
        int place = placeByNumber[number];
        if (place > 0) {
            signals[place - 1] = signal;
        } else {
            placeByNumber[number] = (short) append(signal);
        }
    }

    /** Adds a signal of another origin. */
    void add(Signal signal) {
        if (placeByName == null) {
            placeByName = new HashMap<>();
        }
        Integer place = placeByName.get(signal.name());
        if (place == null) {
            placeByName.put(signal.name(), append(signal));
        } else {
            signals[place - 1] = signal;
        }
    }

    List<Signal> toList() {
        return List.of(Arrays.copyOf(signals, size));
    }

    /** The new signal's place, counted from 1. */
    private int append(Signal signal) {
        if (size == signals.length) {
            signals = Arrays.copyOf(signals, size * 2);
        }
        signals[size++] = signal;
        return size;
    }
}
