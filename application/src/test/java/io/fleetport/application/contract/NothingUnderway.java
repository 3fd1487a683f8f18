package io.fleetport.application.contract;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger;
import io.fleetport.application.port.out.VehicleKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A ledger whose store other tests use as well: what they left underway is not for this intake to go on with. */
record NothingUnderway(TelemetryLedger ledger) implements TelemetryLedger {

    @Override
    public Map<VehicleKey, Standing> load(Collection<VehicleKey> keys) {
        return ledger.load(keys);
    }

    @Override
    public Map<StationKey, StationChanges.Standing> loadStations(Collection<StationKey> keys) {
        return ledger.loadStations(keys);
    }

    @Override
    public List<VehicleKey> withTripUnderway() {
        return List.of();
    }

    @Override
    public List<StationKey> withOpenEnds() {
        return List.of();
    }

    @Override
    public void commit(Batch batch) {
        ledger.commit(batch);
    }
}
