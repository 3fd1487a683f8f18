package io.fleetport.application.port.in;

/** What became of a delivery. Every one of them is durable and may be acknowledged. */
public sealed interface Outcome {

    /** The reading is stored. {@code implausible} signals of it, 0 or more, were kept as a dead letter instead. */
    record Accepted(int implausible) implements Outcome {}

    /** The same reading was stored before; nothing changed. */
    record Duplicate() implements Outcome {}

    /** Kept as a dead letter. */
    record DeadLettered(DeadLetterReason reason, String detail) implements Outcome {}

    Outcome ACCEPTED = new Accepted(0);
    Outcome DUPLICATE = new Duplicate();
}
