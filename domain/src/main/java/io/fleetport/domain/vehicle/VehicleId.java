package io.fleetport.domain.vehicle;

import java.util.UUID;

/**
 * Who a vehicle is to everything past the edge: a pseudonym that cannot be turned back into a VIN without the
 * organization's key. Unique across organizations.
 */
public record VehicleId(UUID value) implements Comparable<VehicleId> {

    /** Stands for every vehicle that was erased, where a station's record has to name one. No vehicle's pseudonym. */
    public static final VehicleId ERASED = new VehicleId(new UUID(0x8000L, 0x8000_0000_0000_0000L));

    /** @throws IllegalArgumentException when the text is not a UUID in its canonical form */
    public static VehicleId parse(String text) {
        UUID parsed = UUID.fromString(text);
        if (!parsed.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("vehicle id must be a UUID of 36 characters but is " + text);
        }
        return new VehicleId(parsed);
    }

    @Override
    public int compareTo(VehicleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
