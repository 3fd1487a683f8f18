package io.fleetport.bootstrap.local;

import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms by HMAC-SHA256 under a random key of 256 bits per organization, each in a file of its own: whoever deletes
 * an organization's key has cut every tie from its data to its vehicles. The first 128 bits become a UUID of version 8
 * (RFC 9562: meaning is the maker's). Safe to call from many threads.
 */
public final class LocalKeys implements Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";

    private final Path folder;

    /** Keyed and never fed: each use is a clone, which is many times cheaper than keying anew. */
    private final Map<OrganizationId, Mac> keyed = new ConcurrentHashMap<>();

    /** @param folder where the keys are kept; made when the first one is */
    public LocalKeys(Path folder) {
        this.folder = folder;
    }

    @Override
    public VehicleId of(OrganizationId organization, String scheme, String outsideName) {
        if (scheme.isEmpty() || scheme.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("scheme must not be empty or hold a zero character");
        }
        try {
            Mac mac = (Mac) keyed.computeIfAbsent(organization, this::keyOf).clone();
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

    private Mac keyOf(OrganizationId organization) {
        byte[] key = PrivateFile.readOrCreate(folder.resolve(organization + ".pseudonym.key"), () -> {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return random;
        });
        if (key.length != 32) {
            throw new IllegalStateException(
                    "the pseudonym key of " + organization + " must have 32 bytes but has " + key.length);
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
