package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The stations' part of the ledger. Safe to use from many threads. */
interface StationItems {

    /** As {@link io.fleetport.application.port.out.TelemetryLedger#loadStations}. */
    Map<StationKey, StationChanges.Standing> load(Collection<StationKey> keys);

    /** As {@link io.fleetport.application.port.out.TelemetryLedger#withOpenEnds}. */
    List<StationKey> withOpenEnds();

    /**
     * The steps of a batch, one for each station in it. What is needed to write them is read, and versions are compared, so that
     * a writer who is late finds out before anything is written; conditions on the writes keep it true until then. A station
     * that the very same update has moved on already needs no step: it was one transaction, and is done.
     *
     * <p>A write that stops being right when something changes between reading and writing has a condition, and what it means
     * when that does not hold ({@link Write#otherwise}); one without a meaning has all of it read again.
     *
     * @throws StaleStanding when another writer was there
     * @throws io.fleetport.application.port.out.PortRefused when a station belongs to another organization
     */
    List<Step> steps(StationChanges changes);
}
