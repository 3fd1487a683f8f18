package io.fleetport.application.port.out;

import java.util.HexFormat;

/**
 * Compares VINs across organizations without keeping any: whoever reads the stores learns neither a VIN nor which
 * pseudonyms of two organizations are one vehicle. Safe to call from many threads.
 */
@FunctionalInterface
public interface VinIndex {

    /**
     * A VIN's code: HMAC-SHA256 under a key of the whole service, so that a list of possible VINs cannot be tried on it.
     *
     * @param hex 64 digits in lower case
     */
    record Code(String hex) {
        private static final int DIGITS = 64;

        public Code {
            if (hex.length() != DIGITS) {
                throw new IllegalArgumentException("hex must have " + DIGITS + " digits but has " + hex.length());
            }
        }

        public static Code of(byte[] mac) {
            return new Code(HexFormat.of().formatHex(mac));
        }

        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        /** Without the code: it links what pseudonyms keep apart. */
        @Override
        public String toString() {
            return "Code[]";
        }
    }

    /** The same for the same VIN, for ever. */
    Code of(String vin);
}
