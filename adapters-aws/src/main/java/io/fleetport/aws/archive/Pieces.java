package io.fleetport.aws.archive;

import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.Throttle;

/** The pieces of work that a file is written in. For one thread. */
final class Pieces {

    /** Of messages. Takes a processor of today 5 to 20 ms. */
    private static final int PIECE_BYTES = 1 << 20;

    private final Throttle throttle;
    private long bytes;

    Pieces(Throttle throttle) {
        this.throttle = throttle;
    }

    void written(ArchivedMessage message) {
        bytes += message.raw().length;
        if (bytes >= PIECE_BYTES) {
            bytes = 0;
            throttle.worked();
        }
    }
}
