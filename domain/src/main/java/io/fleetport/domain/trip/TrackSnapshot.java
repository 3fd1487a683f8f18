package io.fleetport.domain.trip;

import java.nio.ByteBuffer;

/** A track as bytes, some hundred to at most 64 KiB, the first of which tells the form of the others. */
public final class TrackSnapshot {

    private static final byte VERSION = 1;

    private TrackSnapshot() {}

    public static byte[] write(Track track) {
        Fields fields = Fields.toWrite();
        Track.withJourney(fields, track);
        return fields.bytes(VERSION);
    }

    /**
     * @param bytes what {@link #write} made, or nothing for a vehicle never heard
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static Track read(byte[] bytes) {
        if (bytes.length == 0) {
            return Track.empty();
        }
        if (bytes[0] != VERSION) {
            throw new IllegalArgumentException("snapshot version must be " + VERSION + " but is " + bytes[0]);
        }
        return Track.withJourney(Fields.toRead(ByteBuffer.wrap(bytes, 1, bytes.length - 1)), Track.empty());
    }
}
