package io.fleetport.application.trip;

import io.fleetport.domain.trip.Track;
import io.fleetport.domain.trip.TrackSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What a timeline must remember between two lives of the process. */
record TimelineSnapshot(Track head, @Nullable OpenTrip open) {

    private static final byte VERSION = 1;

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBoolean(open != null);
            if (open != null) {
                open.write(out);
            }
            out.write(TrackSnapshot.write(head));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are neither empty nor what {@link #write} made */
    static TimelineSnapshot read(byte[] bytes) {
        if (bytes.length == 0) {
            return new TimelineSnapshot(Track.empty(), null);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("snapshot version must be " + VERSION + " but is " + version);
            }
            OpenTrip open = in.readBoolean() ? OpenTrip.read(in) : null;
            return new TimelineSnapshot(TrackSnapshot.read(in.readAllBytes()), open);
        } catch (IOException e) {
            throw new IllegalArgumentException("snapshot is cut short", e);
        }
    }
}
