package io.fleetport.application.migration;

/** An organization cannot be copied as things are. The message is one line: what is in the way, and what to do about it. */
public final class MigrationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MigrationRefused(String message) {
        super(message);
    }
}
