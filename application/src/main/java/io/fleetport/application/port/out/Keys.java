package io.fleetport.application.port.out;

import java.util.Map;

/**
 * Keeps the key that other keys are wrapped under; it never leaves its keeper. Safe to call from many threads. Any method
 * may throw {@link PortUnavailable}.
 *
 * <p>The context says what a key is for. It is no secret, is not stored with the key, and must be the same to unwrap it: a
 * key that was put in another's place does not open.
 */
public interface Keys {

    /**
     * A key that only its keeper can open.
     *
     * @param keyId names the key it is wrapped under
     * @param bytes not copied, must not change
     */
    record Wrapped(String keyId, byte[] bytes) {}

    /** Names the key that is wrapped under now. Another one after a rotation. */
    String currentId();

    /** @param key 16 to 64 bytes */
    Wrapped wrap(byte[] key, Map<String, String> context);

    /**
     * Opens also what was wrapped under an earlier key.
     *
     * @throws PortRefused when the keeper has no such key, or key, bytes and context do not belong together
     */
    byte[] unwrap(Wrapped wrapped, Map<String, String> context);
}
