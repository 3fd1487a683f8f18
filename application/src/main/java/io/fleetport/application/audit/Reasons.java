package io.fleetport.application.audit;

import io.fleetport.application.port.in.InvalidRequest;

/** What somebody gives as reason for the audit log. */
public final class Reasons {

    private Reasons() {}

    /** @throws InvalidRequest when there is too little or too much of it */
    public static String checked(String reason, int least, int most) {
        String text = reason.strip();
        if (text.length() < least || text.length() > most) {
            throw new InvalidRequest("reason", "reason must have " + least + " to " + most + " characters");
        }
        return text;
    }
}
