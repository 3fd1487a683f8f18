package io.fleetport.bootstrap.security;

/** The token issuer cannot be reached and its keys are not known: try again. */
public final class SignInUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SignInUnavailable(Exception cause) {
        super("the keys of the token issuer cannot be had", cause);
    }
}
