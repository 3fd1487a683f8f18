package io.fleetport.aws.s3;

import java.util.regex.Pattern;

/** What keys may begin with: the characters that S3 calls safe ("Naming Amazon S3 objects"), and folders of them. */
final class KeyPrefix {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9!_.*'()=-]+(/[A-Za-z0-9!_.*'()=-]+)*)?");

    /** Leaves of the 1,024 bytes of a key enough for an organization, a day and a file. */
    private static final int MOST = 400;

    private KeyPrefix() {}

    /** @throws IllegalArgumentException when it makes odd keys */
    static void require(String prefix) {
        if (prefix.length() > MOST || !FORM.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix must be names of letters, digits and !_.*'()=- with / between,"
                    + " at most " + MOST + " characters, but is " + prefix);
        }
    }
}
