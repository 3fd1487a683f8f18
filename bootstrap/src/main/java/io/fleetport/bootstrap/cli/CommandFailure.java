package io.fleetport.bootstrap.cli;

/** A command cannot do what was asked. The message is one line for the person at the terminal: what is wrong and what to do. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
