package io.fleetport.application.trip;

import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the journey at the end of the track was told.
 *
 * @param silentEnd where the trip was told to have ended because the vehicle fell silent; null while it is told as underway
 * @param told the figures last told; null when that was in an earlier life of the process
 * @param gaps how many gaps were last told, -1 when not known
 */
record OpenTrip(
        TripId id,
        Revision revision,
        @Nullable Instant silentEnd,
        @Nullable TripFigures told,
        int gaps) {

    boolean silent() {
        return silentEnd != null;
    }

    OpenTrip withGapsUnknown() {
        return new OpenTrip(id, revision, silentEnd, told, -1);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(id.value().getMostSignificantBits());
        out.writeLong(id.value().getLeastSignificantBits());
        out.writeInt(revision.number());
        out.writeUTF(revision.reason().name());
        out.writeBoolean(silentEnd != null);
        if (silentEnd != null) {
            out.writeLong(silentEnd.getEpochSecond());
            out.writeInt(silentEnd.getNano());
        }
    }

    static OpenTrip read(DataInputStream in) throws IOException {
        TripId id = new TripId(new UUID(in.readLong(), in.readLong()));
        Revision revision = new Revision(in.readInt(), Revision.Reason.valueOf(in.readUTF()));
        Instant silentEnd = in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
        return new OpenTrip(id, revision, silentEnd, null, -1);
    }
}
