package io.fleetport.domain.station;

/** A battery pack. Unique in its organization, because packs travel from station to station. 1 to 64 printable ASCII characters without spaces. */
public record PackId(String value) implements Comparable<PackId> {

    /** @throws IllegalArgumentException when the value is not of that form */
    public PackId {
        value = Label.checked("pack id", value);
    }

    @Override
    public int compareTo(PackId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
