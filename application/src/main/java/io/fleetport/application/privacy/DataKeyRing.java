package io.fleetport.application.privacy;

import io.fleetport.application.port.out.DataKeys;
import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.domain.fleet.OrganizationId;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Each organization's own keys, made when first needed, stored wrapped, and open in memory only. Safe to use from many
 * threads; a key is looked up once per process, and that may take as long as the store does.
 */
public final class DataKeyRing {

    /** Of the key that pseudonyms are drawn with. */
    public static final String PSEUDONYM = "pseudonym";

    /** Of the key that the keys of vehicles' VINs are wrapped under. */
    public static final String VAULT = "vault";

    private static final int REWRAPPED_AT_ONCE = 500;

    private final Keys keys;
    private final DataKeys stored;
    private final FormerKeys former;
    private final ConcurrentMap<Name, byte[]> open = new ConcurrentHashMap<>();

    private record Name(OrganizationId organization, String purpose) {
        Map<String, String> context() {
            return Map.of("organization", organization.value(), "purpose", purpose);
        }
    }

    public DataKeyRing(Keys keys, DataKeys stored, FormerKeys former) {
        this.keys = keys;
        this.stored = stored;
        this.former = former;
    }

    /**
     * The key itself, of 32 bytes, always the same for the same organization and purpose. Must not be changed.
     *
     * @throws io.fleetport.application.port.out.PortUnavailable when the store or the keeper is away
     * @throws PortRefused when the stored key does not open
     */
    public byte[] key(OrganizationId organization, String purpose) {
        Name name = new Name(organization, purpose);
        byte[] known = open.get(name);
        // Not computed inside the map: a store that is slow for one organization must not hold up another.
        return known != null ? known : remember(name, opened(name));
    }

    private byte[] remember(Name name, byte[] key) {
        byte[] first = open.putIfAbsent(name, key);
        return first == null ? key : first;
    }

    private byte[] opened(Name name) {
        Optional<Keys.Wrapped> known = stored.find(name.organization(), name.purpose());
        if (known.isPresent()) {
            byte[] key = keys.unwrap(known.get(), name.context());
            removeFormer(name, key);
            return key;
        }
        byte[] begun = former.find(name.organization(), name.purpose()).orElseGet(SealedBytes::newKey);
        Keys.Wrapped kept = stored.keep(name.organization(), name.purpose(), keys.wrap(begun, name.context()));
        // Another process may have been quicker: what is stored is what counts.
        byte[] key = keys.unwrap(kept, name.context());
        removeFormer(name, key);
        return key;
    }

    private void removeFormer(Name name, byte[] key) {
        Optional<byte[]> left = former.find(name.organization(), name.purpose());
        if (left.isEmpty()) {
            return;
        }
        if (!MessageDigest.isEqual(left.get(), key)) {
            throw new PortRefused(
                    "the " + name.purpose() + " key of " + name.organization()
                            + " that lies here is not the stored one",
                    new IllegalStateException("keys and database are not of the same installation"));
        }
        former.remove(name.organization(), name.purpose());
    }

    /**
     * Wraps every stored key under the current one where it is not. To be called at start: it finishes a rotation, and finds
     * out whether the keeper's keys are the ones that this store needs.
     *
     * @return how many were wrapped anew
     * @throws PortRefused when a stored key does not open
     */
    public int rewrap() {
        int rewrapped = 0;
        List<DataKeys.Held> old = stored.wrappedOtherwise(keys.currentId(), REWRAPPED_AT_ONCE);
        while (!old.isEmpty()) {
            for (DataKeys.Held held : old) {
                Map<String, String> context = new Name(held.organization(), held.purpose()).context();
                byte[] key = keys.unwrap(held.wrapped(), context);
                boolean replaced =
                        stored.replace(held.organization(), held.purpose(), held.wrapped(), keys.wrap(key, context));
                Arrays.fill(key, (byte) 0);
                rewrapped += replaced ? 1 : 0;
            }
            old = stored.wrappedOtherwise(keys.currentId(), REWRAPPED_AT_ONCE);
        }
        return rewrapped;
    }
}
