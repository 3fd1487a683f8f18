package io.fleetport.application.port.in;

/** A part of the request has a value it cannot have. The message is for the caller to read. */
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field outward name of the part */
    public InvalidRequest(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
