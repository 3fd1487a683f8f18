package io.fleetport.application.privacy;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import java.nio.charset.StandardCharsets;

/** Seals a VIN under a key of its own, which is wrapped under its organization's. Safe to use from many threads. */
final class VinSealing {

    private final DataKeyRing keys;

    VinSealing(DataKeyRing keys) {
        this.keys = keys;
    }

    VinVault.SealedVin seal(VehicleKey key, String vin) {
        byte[] own = SealedBytes.newKey();
        return new VinVault.SealedVin(
                SealedBytes.seal(vaultKey(key), purpose("vehicle-key", key), own),
                SealedBytes.seal(own, purpose("vin", key), vin.getBytes(StandardCharsets.US_ASCII)));
    }

    /** @throws PortRefused when it does not open */
    String open(VehicleKey key, VinVault.SealedVin sealed) {
        try {
            byte[] own = SealedBytes.open(vaultKey(key), purpose("vehicle-key", key), sealed.key());
            return new String(SealedBytes.open(own, purpose("vin", key), sealed.vin()), StandardCharsets.US_ASCII);
        } catch (SealedBytes.DoesNotOpen e) {
            throw new PortRefused("the VIN of vehicle " + key.vehicle() + " cannot be opened", e);
        }
    }

    private byte[] vaultKey(VehicleKey key) {
        return keys.key(key.organization(), DataKeyRing.VAULT);
    }

    private static String purpose(String what, VehicleKey key) {
        return what + "|" + key.organization() + "|" + key.vehicle();
    }
}
