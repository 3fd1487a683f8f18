package io.fleetport.bootstrap.local;

import io.fleetport.application.port.out.VinIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes by HMAC-SHA256 under a random key of 256 bits in a file. Safe to call from many threads. */
public final class LocalVinIndex implements VinIndex {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FILE = "vin-index.key";
    private static final int KEY_BYTES = 32;

    /** Keyed and never fed: each use is a clone. */
    private final Mac keyed;

    private LocalVinIndex(Mac keyed) {
        this.keyed = keyed;
    }

    /**
     * @param folder where the key is kept; made at first use
     * @throws IllegalStateException when others could read the key, or it is none
     */
    public static LocalVinIndex in(Path folder) {
        byte[] key = PrivateFile.readOrCreate(folder.resolve(FILE), () -> {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            return random;
        });
        return under(key);
    }

    /**
     * @param key 32 bytes, the same in every process of an installation
     * @throws IllegalStateException when it has another length
     */
    public static LocalVinIndex under(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException("the key of the VIN index must have " + KEY_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new LocalVinIndex(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public Code of(String vin) {
        try {
            Mac mac = (Mac) keyed.clone();
            return Code.of(mac.doFinal(vin.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " cannot be cloned", e);
        }
    }
}
