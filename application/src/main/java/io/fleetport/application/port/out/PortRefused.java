package io.fleetport.application.port.out;

/** The other side understood and said no. Trying the same again does not help. */
public final class PortRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PortRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
