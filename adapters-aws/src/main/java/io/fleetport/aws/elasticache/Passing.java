package io.fleetport.aws.elasticache;

import io.fleetport.application.port.out.LiveEvent;

/** What an entry of an organization's stream says. */
sealed interface Passing {

    /** Something was committed. */
    record Event(LiveEvent event) implements Passing {}

    /** Something about the stream itself. */
    enum Mark implements Passing {
        /** Nothing but a place to go on from, for a stream that has none yet. */
        PLACE,
        /** An instance could not hand on some events that belong here. */
        HOLE,
        /** What was before has been erased, and must not be given out by anyone who still has it. */
        FORGOTTEN
    }
}
