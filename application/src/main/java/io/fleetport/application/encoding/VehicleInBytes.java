package io.fleetport.application.encoding;

import io.fleetport.domain.vehicle.VehicleId;
import java.nio.ByteBuffer;

/**
 * Finds a vehicle's id in any of our binary forms, which all write ids as their 16 bytes, and puts another in its place:
 * lengths stay, so the form stays whole. That other bytes look like an id of 122 random bits does not happen. Stateless.
 */
public final class VehicleInBytes {

    private static final int BYTES = 16;

    private VehicleInBytes() {}

    public static byte[] of(VehicleId vehicle) {
        return ByteBuffer.allocate(BYTES)
                .putLong(vehicle.value().getMostSignificantBits())
                .putLong(vehicle.value().getLeastSignificantBits())
                .array();
    }

    /** @return the same array when the id is not in it, else a copy */
    public static byte[] replaced(byte[] bytes, VehicleId vehicle, VehicleId by) {
        byte[] wanted = of(vehicle);
        byte[] replaced = bytes;
        int at = find(bytes, wanted, 0);
        while (at >= 0) {
            if (replaced == bytes) {
                replaced = bytes.clone();
            }
            System.arraycopy(of(by), 0, replaced, at, BYTES);
            at = find(bytes, wanted, at + BYTES);
        }
        return replaced;
    }

    private static int find(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - BYTES; at++) {
            int matching = 0;
            while (matching < BYTES && bytes[at + matching] == wanted[matching]) {
                matching++;
            }
            if (matching == BYTES) {
                return at;
            }
        }
        return -1;
    }
}
