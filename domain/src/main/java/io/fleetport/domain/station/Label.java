package io.fleetport.domain.station;

/** What makers call their parts: short, printable, fit for a table, an address and a log line. */
final class Label {

    private static final int MOST = 64;

    private Label() {}

    /** The value itself when it is 1 to 64 printable ASCII characters without spaces. */
    static String checked(String what, String value) {
        boolean fits = !value.isEmpty() && value.length() <= MOST;
        for (int i = 0; fits && i < value.length(); i++) {
            fits = value.charAt(i) > ' ' && value.charAt(i) < 0x7f;
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + MOST + " printable ASCII characters without spaces");
        }
        return value;
    }
}
