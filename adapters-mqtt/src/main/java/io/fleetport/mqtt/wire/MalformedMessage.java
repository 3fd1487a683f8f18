package io.fleetport.mqtt.wire;

/** A message that is not of the form stations speak. The text names the member and what is wrong with it. */
final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedMessage(String message) {
        super(
                message, null, false,
                false); // whoever floods us with broken messages shall not get stack traces for them
    }

    /** The same about a member of a member. */
    MalformedMessage within(String place) {
        return new MalformedMessage(place + "." + getMessage());
    }
}
