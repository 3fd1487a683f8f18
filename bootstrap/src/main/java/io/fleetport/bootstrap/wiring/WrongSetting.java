package io.fleetport.bootstrap.wiring;

/** A setting that is wrong or dangerous. The message says which one, and what to change. The server does not start. */
public final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongSetting(String message) {
        super(message);
    }

    public WrongSetting(String message, Throwable cause) {
        super(message, cause);
    }
}
