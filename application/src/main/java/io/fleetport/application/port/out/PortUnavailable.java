package io.fleetport.application.port.out;

/** The other side cannot be reached or is overloaded. Trying again later may work. */
public final class PortUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PortUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
