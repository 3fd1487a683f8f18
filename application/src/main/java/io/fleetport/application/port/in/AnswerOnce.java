package io.fleetport.application.port.in;

/**
 * Carries a request out once, however often it is sent with the same key, and answers every time with the first answer.
 * Safe to use from many threads.
 */
public interface AnswerOnce {

    /**
     * A request that its sender may repeat.
     *
     * @param operation what is asked, such as method and path
     * @param key the sender's name for this request, unique within caller and operation
     * @param content digest or bytes of what else the request says
     */
    record Request(Caller caller, String operation, String key, byte[] content) {}

    /** What is to be done with a request. */
    sealed interface Beginning {
        /** It is to be carried out; {@link #answered} or {@link #abandoned} must follow. */
        record CarryOut() implements Beginning {}

        /** It was carried out, with this answer. */
        record Repeat(byte[] answer) implements Beginning {}

        /** It is being carried out. */
        record Underway() implements Beginning {}

        /** The key was used for another request. */
        record AnotherRequest() implements Beginning {}
    }

    /** @throws io.fleetport.application.port.out.PortUnavailable when it cannot be known */
    Beginning begin(Request request);

    /** Keeps the answer for those who ask again. */
    void answered(Request request, byte[] answer);

    /** Nothing was done that an answer would have to be kept for: the next one may try. */
    void abandoned(Request request);
}
