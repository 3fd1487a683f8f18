package io.fleetport.application.privacy;

import io.fleetport.application.contract.KeysContract;
import io.fleetport.application.port.out.Keys;

/** The keeper of the other tests must do what a real one does. */
final class ToyKeysTest implements KeysContract {

    private final ToyKeys keys = new ToyKeys();

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Keys afterRotation() {
        keys.current = "m2";
        return keys;
    }

    @Override
    public Keys stranger() {
        ToyKeys stranger = new ToyKeys();
        stranger.current = "m9";
        return stranger;
    }
}
