package io.fleetport.tesla.wire;

/** The bytes are no envelope: an offset or length in them points outside. Carries no stack trace, it is an expected outcome. */
public final class MalformedEnvelope extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEnvelope(String message) {
        super(message, null, false, false);
    }
}
