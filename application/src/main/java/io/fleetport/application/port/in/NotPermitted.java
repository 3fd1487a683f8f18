package io.fleetport.application.port.in;

/** The caller is known but may not do this. */
public final class NotPermitted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Permission missing;

    public NotPermitted(Permission missing) {
        super("the caller lacks the permission " + missing);
        this.missing = missing;
    }

    public Permission missing() {
        return missing;
    }
}
