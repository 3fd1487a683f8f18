package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.vehicle.PositionPrivacy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the other ports keep to themselves of an organization, to be copied to other stores. Lists are cut into pages: hand in
 * the last one got to read on, null to begin; {@code limit} is 1 to 10,000. Safe to call from many threads. Any method may
 * throw {@link PortUnavailable}.
 */
public interface TenantRecords {

    /** A claim with what vehicles are compared by. */
    record HeldClaim(VehicleClaim claim, VinIndex.Code vin) {}

    record KeptVin(VehicleKey key, VinVault.SealedVin sealed) {}

    record KeptRule(VehicleKey key, PositionPrivacy rule) {}

    /** By purpose: a handful. */
    List<DataKeys.Held> dataKeys(OrganizationId organization);

    /** By vehicle and id. */
    List<HeldClaim> claims(OrganizationId organization, @Nullable HeldClaim after, int limit);

    /** By vehicle. */
    List<KeptVin> vins(OrganizationId organization, @Nullable KeptVin after, int limit);

    /** By vehicle, those that switch nothing off too. */
    List<KeptRule> rules(OrganizationId organization, @Nullable KeptRule after, int limit);

    /** In event order, each once, with the time of receipt. */
    List<TelemetryLedger.NewReading> readings(VehicleKey key, TelemetryLedger.@Nullable NewReading after, int limit);

    /** By start, ties by id, withdrawn ones too, with the detector snapshots. */
    List<TelemetryLedger.TripChange> trips(VehicleKey key, TelemetryLedger.@Nullable TripChange after, int limit);

    /** By time; what else orders moves of one time is the store's own. */
    List<StationChanges.Moved> moves(
            OrganizationId organization, PackId pack, StationChanges.@Nullable Moved after, int limit);

    /** By hour, those of one hour by the names of their meters. */
    List<Usage.Amount> usage(OrganizationId organization, Usage.@Nullable Amount after, int limit);

    /**
     * Keeps orders as far as they have come, each whole or not at all.
     *
     * @throws PortRefused when one of them is there already
     */
    void addErasures(List<Erasure> erasures);
}
