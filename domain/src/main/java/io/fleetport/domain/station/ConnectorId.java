package io.fleetport.domain.station;

/** A plug that charges one vehicle at a time. Unique in its station. 1 to 64 printable ASCII characters without spaces. */
public record ConnectorId(String value) implements Comparable<ConnectorId> {

    /** @throws IllegalArgumentException when the value is not of that form */
    public ConnectorId {
        value = Label.checked("connector id", value);
    }

    @Override
    public int compareTo(ConnectorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
