package io.fleetport.application.privacy;

import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.VinVault;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers with yes or no what a VIN alone tells, such as the model, to parts of the service that must not see it. Nobody is shown
 * anything, so nothing of it is on record. Safe to call from many threads.
 */
public final class VinQuestions {

    private final VinVault vault;
    private final VinSealing sealing;

    public VinQuestions(VinVault vault, DataKeyRing keys) {
        this.vault = vault;
        this.sealing = new VinSealing(keys);
    }

    /**
     * Whether it holds for the vehicle's VIN; empty when the vault has none of it.
     *
     * @param question keeps nothing of what it is given
     * @throws io.fleetport.application.port.out.PortUnavailable when the vault cannot be asked
     * @throws io.fleetport.application.port.out.PortRefused when the VIN does not open
     */
    public Optional<Boolean> ask(VehicleKey key, Predicate<String> question) {
        return vault.find(key).map(kept -> question.test(sealing.open(key, kept)));
    }
}
