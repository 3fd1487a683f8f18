package io.fleetport.aws.s3;

/** What must be at a key for a write to happen ("Conditional requests"). */
sealed interface Condition {

    /** Nothing. */
    record Absent() implements Condition {}

    /** The very object that was read. */
    record Same(String eTag) implements Condition {}
}
