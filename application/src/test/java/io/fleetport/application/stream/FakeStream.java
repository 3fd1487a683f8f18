package io.fleetport.application.stream;

import io.fleetport.application.encoding.DeliveryEncoding;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.TelemetryStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A stream that does as it is told: {@link #gate} may block or fail a put, {@link #takes} leaves entries out. */
final class FakeStream implements TelemetryStream {

    final AtomicReference<Runnable> gate = new AtomicReference<>(() -> {});
    final AtomicReference<Predicate<Entry>> takes = new AtomicReference<>(entry -> true);
    final List<List<Entry>> puts = new CopyOnWriteArrayList<>();
    final List<Entry> held = new CopyOnWriteArrayList<>();
    private final Limits limits;

    FakeStream(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Set<Integer> put(List<Entry> entries) {
        puts.add(List.copyOf(entries));
        gate.get().run();
        Set<Integer> notTaken = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (takes.get().test(entries.get(i))) {
                held.add(entries.get(i));
            } else {
                notTaken.add(i);
            }
        }
        return notTaken;
    }

    /** What it holds of one key, in order. */
    List<Delivery> deliveries(String key) {
        return deliveries(held, key);
    }

    static List<Delivery> deliveries(List<Entry> entries, String key) {
        List<Delivery> all = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.key().equals(key)) {
                all.addAll(DeliveryEncoding.decode(entry.bytes()));
            }
        }
        return all;
    }
}
