package io.fleetport.application.stream;

import io.fleetport.application.encoding.DeliveryEncoding;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.vehicle.VinMask;
import java.util.Arrays;
import java.util.List;

/** Entries as {@link StreamPublication} writes them. Stateless. */
public final class OwnEntries implements EntryForm {

    /** The source that dead letters of whole entries are told to be from. */
    public static final String SOURCE = "stream";

    /** As much of a dead letter's raw bytes as is kept. */
    private static final int MOST_RAW = 64 * 1024;

    @Override
    public List<Delivery> read(StreamReader.Entry entry) {
        try {
            return DeliveryEncoding.decode(entry.bytes());
        } catch (RuntimeException unreadable) {
            return List.of(unusable(DeliveryEncoding.subjectOf(entry.bytes()), entry, unreadable));
        }
    }

    /** A whole entry as a dead letter of that subject. */
    static Delivery unusable(Subject subject, StreamReader.Entry entry, RuntimeException unreadable) {
        byte[] raw = entry.bytes().length > MOST_RAW ? Arrays.copyOf(entry.bytes(), MOST_RAW) : entry.bytes();
        // The stream may hold what others put there, a VIN in it.
        return new Delivery(
                subject,
                SOURCE,
                entry.arrivedAt(),
                new Delivery.Unusable(
                        DeadLetterReason.UNDECODABLE,
                        "an entry of the stream cannot be read: " + VinMask.mask(unreadable.getMessage() + "")),
                VinMask.mask(raw),
                outcome -> {});
    }
}
