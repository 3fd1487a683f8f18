package io.fleetport.application.privacy;

import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms by HMAC-SHA256 under a random key of 256 bits per organization: whoever destroys an organization's key has cut
 * every tie from its data to its vehicles. The first 128 bits become a UUID of version 8 (RFC 9562: meaning is the maker's).
 * Safe to call from many threads; an organization's first call waits for its key.
 */
public final class HmacPseudonyms implements Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";

    private final DataKeyRing keys;

    /** Keyed and never fed: each use is a clone, which is many times cheaper than keying anew. */
    private final ConcurrentMap<OrganizationId, Mac> keyed = new ConcurrentHashMap<>();

    public HmacPseudonyms(DataKeyRing keys) {
        this.keys = keys;
    }

    @Override
    public VehicleId of(OrganizationId organization, String scheme, String outsideName) {
        if (scheme.isEmpty() || scheme.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("scheme must not be empty or hold a zero character");
        }
        try {
            Mac mac = (Mac) macOf(organization).clone();
            mac.update(scheme.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0); // so that "ab" + "c" and "a" + "bc" differ
            ByteBuffer code = ByteBuffer.wrap(mac.doFinal(outsideName.getBytes(StandardCharsets.UTF_8)));
            long high = code.getLong() & ~0xF000L | 0x8000L;
            long low = code.getLong() & ~0xC000_0000_0000_0000L | 0x8000_0000_0000_0000L;
            return new VehicleId(new UUID(high, low));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " cannot be cloned", e);
        }
    }

    private Mac macOf(OrganizationId organization) {
        Mac known = keyed.get(organization);
        if (known != null) {
            return known;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys.key(organization, DataKeyRing.PSEUDONYM), ALGORITHM));
            keyed.putIfAbsent(organization, mac);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
