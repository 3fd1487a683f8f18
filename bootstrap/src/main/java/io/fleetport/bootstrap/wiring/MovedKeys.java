package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.Keys;
import io.fleetport.bootstrap.local.MasterKeys;
import java.util.Map;

/**
 * A keeper that took over from a file: it wraps, and the file still opens what was wrapped under its keys. The start wraps
 * everything anew, so the file is read then and not again. Safe to call from many threads.
 */
record MovedKeys(Keys keeper, MasterKeys before) implements Keys {

    @Override
    public String currentId() {
        return keeper.currentId();
    }

    @Override
    public Wrapped wrap(byte[] key, Map<String, String> context) {
        return keeper.wrap(key, context);
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, Map<String, String> context) {
        return before.holds(wrapped.keyId()) ? before.unwrap(wrapped, context) : keeper.unwrap(wrapped, context);
    }
}
