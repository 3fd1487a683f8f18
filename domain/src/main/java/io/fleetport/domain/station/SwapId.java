package io.fleetport.domain.station;

/** A swap of battery packs. Unique in its station. 1 to 64 printable ASCII characters without spaces. */
public record SwapId(String value) implements Comparable<SwapId> {

    /** @throws IllegalArgumentException when the value is not of that form */
    public SwapId {
        value = Label.checked("swap id", value);
    }

    @Override
    public int compareTo(SwapId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
