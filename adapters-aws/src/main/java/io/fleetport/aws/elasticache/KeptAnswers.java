package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.port.out.ReadCache.Edition;
import io.fleetport.application.port.out.ReadCache.Look;
import io.fleetport.application.port.out.ReadCache.Place;
import io.fleetport.application.port.out.ReadCache.Shelf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How answers are kept in Redis: a string each, the edition before the answer, and a string per shelf with its edition of now. A
 * shelf without one has the empty edition, so that nothing stays in Redis of shelves that nobody changes.
 */
final class KeptAnswers {

    /** Of the form above. In each key, so that processes of two versions do not meet. */
    private static final int VERSION = 1;

    private static final String NEVER_CHANGED = "";

    private KeptAnswers() {}

    /** All of an organization in one slot, and of no other. */
    static String key(Shelf shelf) {
        return "fleetport:read:{" + shelf.organization() + "}:" + VERSION + ":"
                + shelf.kind().name().toLowerCase(Locale.ROOT);
    }

    static String key(Place place) {
        return key(place.shelf()) + ":" + place.name();
    }

    /** Random, so that an edition never comes back, whatever Redis forgot meanwhile. */
    static byte[] newEdition() {
        return UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] written(Edition edition, byte[] answer) {
        ByteSink sink = new ByteSink(answer.length + 64);
        sink.putText(edition.value());
        sink.putBytes(answer);
        return sink.toByteArray();
    }

    /** @param kept null when there is nothing; what is not an answer of this edition is nothing, too */
    static Look look(byte @Nullable [] edition, byte @Nullable [] kept) {
        Edition now = new Edition(edition == null ? NEVER_CHANGED : new String(edition, StandardCharsets.US_ASCII));
        if (kept == null) {
            return new Look.Nothing(now);
        }
        ByteSource source = new ByteSource(kept);
        try {
            if (source.getText().equals(now.value())) {
                return new Look.Held(Arrays.copyOfRange(kept, kept.length - source.remaining(), kept.length), now);
            }
        } catch (IllegalArgumentException noEdition) {
            return new Look.Nothing(now);
        }
        return new Look.Nothing(now);
    }
}
