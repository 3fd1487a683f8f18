package io.fleetport.domain.station;

/** A charging session. Unique in its station. 1 to 64 printable ASCII characters without spaces. */
public record SessionId(String value) implements Comparable<SessionId> {

    /** @throws IllegalArgumentException when the value is not of that form */
    public SessionId {
        value = Label.checked("session id", value);
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
