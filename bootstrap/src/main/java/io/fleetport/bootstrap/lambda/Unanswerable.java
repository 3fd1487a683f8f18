package io.fleetport.bootstrap.lambda;

import io.fleetport.bootstrap.http.ProblemType;

/** A request that the function itself has to answer, by a problem. */
final class Unanswerable extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String detail;

    /** @param detail for the caller to read */
    Unanswerable(ProblemType type, String detail) {
        super(detail);
        this.type = type;
        this.detail = detail;
    }

    ProblemType type() {
        return type;
    }

    String detail() {
        return detail;
    }
}
