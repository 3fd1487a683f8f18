package io.fleetport.domain.station;

/** What makers call their parts: short, printable, fit for a table, an address and a log line. */
final class Label {

    private static final int MOST = 64;

    private Label() {}

    /** The value itself when it is 1 to 64 printable ASCII characters without spaces. */
    static String checked(String what, String value) {
        if (value.isEmpty() || value.length() > MOST || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + MOST + " printable ASCII characters without spaces");
        }
        return value;
    }
}
