package io.fleetport.tesla.record;

/** The bytes are not a record of their topic. Carries no stack trace, it is an expected outcome. */
public final class MalformedRecord extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRecord(String message) {
        super(message, null, false, false);
    }
}
