package io.fleetport.application.privacy;

import io.fleetport.application.audit.Reasons;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.RevealVin;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Map;
import java.util.Optional;

/** Opens the vault, once it is on record who asked for it. Safe to call from many threads. */
public final class VinReveals implements RevealVin {

    private final VinVault vault;
    private final VinSealing sealing;
    private final AuditTrail audit;

    public VinReveals(VinVault vault, DataKeyRing keys, AuditTrail audit) {
        this.vault = vault;
        this.sealing = new VinSealing(keys);
        this.audit = audit;
    }

    @Override
    public Optional<String> reveal(Caller caller, VehicleId vehicle, String reason) {
        caller.requireWhole(Permission.VIEW_VINS);
        String why = Reasons.checked(reason, LEAST_REASON, MOST_REASON);
        VehicleKey key = new VehicleKey(caller.organization(), vehicle);
        Optional<VinVault.SealedVin> sealed = vault.find(key);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        audit.record(caller, "vin.reveal", "vehicle", vehicle.toString(), why, Map.of());
        return Optional.of(sealing.open(key, sealed.get()));
    }
}
