package io.fleetport.tesla.identity;

/** A certificate that names nobody. Carries no stack trace, it is an expected outcome. */
public final class RefusedIdentity extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Of a purpose that never speaks for a vehicle. */
        EXCLUDED,
        /** By an unknown issuer, or for no purpose we know. */
        UNAUTHORIZED
    }

    private final Reason reason;

    RefusedIdentity(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
