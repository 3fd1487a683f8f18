package io.fleetport.domain.station;

/** Something out of order. Unique in its station while it lasts. 1 to 64 printable ASCII characters without spaces. */
public record FaultId(String value) implements Comparable<FaultId> {

    /** @throws IllegalArgumentException when the value is not of that form */
    public FaultId {
        value = Label.checked("fault id", value);
    }

    @Override
    public int compareTo(FaultId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
