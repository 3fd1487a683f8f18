package io.fleetport.aws.sdk;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure that the SDK gave up on means to a port: to be tried again, or not. Safe to use from many threads. */
public final class SdkFailures {

    private static final int SERVER_ERROR = 500;

    /**
     * Refusals that pass by themselves: credentials that are about to be renewed, a request that arrived too slowly, a write
     * that met another one, an upload that an attempt of before has ended, and a failure noticed after an answer of success
     * had begun ("Common error types" and "Error responses" of the API references).
     */
    private static final Set<String> PASSING = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "RequestTimeout",
            "ConditionalRequestConflict",
            "NoSuchUpload",
            "InternalError");

    private SdkFailures() {}

    /**
     * The exception to throw, with the SDK's as its cause. Its message has {@code what}, the service's name for the error
     * and the id by which AWS finds the request; nothing of what was sent.
     *
     * @param what could not be done, such as {@code "KMS could not wrap a key"}
     */
    public static RuntimeException of(String what, SdkException failure) {
        if (failure instanceof AwsServiceException answer) {
            String message = what + ": " + code(answer) + ", request " + answer.requestId();
            return passes(answer) ? new PortUnavailable(message, failure) : new PortRefused(message, failure);
        }
        // No answer: not connected, out of time, interrupted, or no credentials to be had, which come with a role.
        return new PortUnavailable(what + ": no answer, " + failure.getClass().getSimpleName(), failure);
    }

    private static boolean passes(AwsServiceException answer) {
        return answer.statusCode() >= SERVER_ERROR || answer.isThrottlingException() || PASSING.contains(code(answer));
    }

    /** As the service names it; its status where it does not, as in an answer without a body. */
    public static String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? "status " + answer.statusCode()
                : answer.awsErrorDetails().errorCode();
    }
}
