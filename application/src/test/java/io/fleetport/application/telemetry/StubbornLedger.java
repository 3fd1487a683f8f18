package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A ledger that does what it is told before it passes the call on to a real one. */
final class StubbornLedger implements TelemetryLedger {

    private final TelemetryLedger real;
    final AtomicReference<Consumer<Batch>> beforeCommit = new AtomicReference<>(batch -> {});
    final List<Batch> committed = new CopyOnWriteArrayList<>();

    StubbornLedger(TelemetryLedger real) {
        this.real = real;
    }

    @Override
    public Map<VehicleKey, Standing> load(Collection<VehicleKey> keys) {
        return real.load(keys);
    }

    @Override
    public List<VehicleKey> withTripUnderway() {
        return real.withTripUnderway();
    }

    @Override
    public Map<StationKey, StationChanges.Standing> loadStations(Collection<StationKey> keys) {
        return real.loadStations(keys);
    }

    @Override
    public List<StationKey> withOpenEnds() {
        return real.withOpenEnds();
    }

    @Override
    public void commit(Batch batch) {
        beforeCommit.get().accept(batch);
        real.commit(batch);
        committed.add(batch);
    }
}
