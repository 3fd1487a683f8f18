package io.fleetport.domain.station;

/** A place in a station that holds one battery pack. Unique in its station. 1 to 64 printable ASCII characters without spaces. */
public record SlotId(String value) implements Comparable<SlotId> {

    /** @throws IllegalArgumentException when the value is not of that form */
    public SlotId {
        value = Label.checked("slot id", value);
    }

    @Override
    public int compareTo(SlotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
