package io.fleetport.application.privacy;

import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A keeper whose master key has a name, and who opens what was wrapped under any he ever had. For many threads. */
final class ToyKeys implements Keys {

    private final Map<String, byte[]> masters = new ConcurrentHashMap<>();
    String current = "m1";

    @Override
    public String currentId() {
        return current;
    }

    @Override
    public Wrapped wrap(byte[] key, Map<String, String> context) {
        byte[] master = masters.computeIfAbsent(current, id -> SealedBytes.newKey());
        return new Wrapped(current, SealedBytes.seal(master, new TreeMap<>(context).toString(), key));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, Map<String, String> context) {
        try {
            byte[] master = masters.get(wrapped.keyId());
            if (master == null) {
                throw new PortRefused(
                        "no such master key as " + wrapped.keyId(), new IllegalStateException(wrapped.keyId()));
            }
            return SealedBytes.open(master, new TreeMap<>(context).toString(), wrapped.bytes());
        } catch (SealedBytes.DoesNotOpen e) {
            throw new PortRefused("it does not open", e);
        }
    }
}
