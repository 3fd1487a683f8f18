package io.fleetport.application.port.in;

/** The credential is good, but its organization has no account here, or one that is suspended. */
public final class OrganizationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OrganizationRefused(String message) {
        super(message);
    }
}
