package io.fleetport.domain.document;

import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that an organization keeps about one of its vehicles. Only an {@link State.Available} one can be had.
 *
 * @param id in the order of time
 * @param vehicle whose it is; of a trip's document the trip's
 * @param trip null for a clip that belongs to none
 * @param name of the file where it came from, 1 to {@value #MOST_NAME} characters, without {@code /}, {@code \} and controls
 * @param facts what was said of it
 * @param recordedAt when what it shows or tells of began
 * @param declaredBy the caller
 */
public record Document(
        DocumentId id,
        OrganizationId organization,
        DocumentKind kind,
        VehicleId vehicle,
        @Nullable TripId trip,
        String name,
        FileFacts facts,
        Instant recordedAt,
        String declaredBy,
        Instant declaredAt,
        State state) {

    /** Most characters of a file's name. */
    public static final int MOST_NAME = 200;

    public Document {
        if (kind == DocumentKind.TRIP_DOCUMENT && trip == null) {
            throw new IllegalArgumentException("trip must be given for a trip's document");
        }
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name must be 1 to " + MOST_NAME + " characters without /, \\ and controls");
        }
    }

    /** How far it is. */
    public sealed interface State {
        /**
         * Nothing is known of its bytes yet.
         *
         * @param until when it goes unless it was confirmed
         */
        record AwaitingUpload(Instant until) implements State {}

        /** Its bytes are as was said. */
        record Available(Instant since) implements State {}

        /** Its bytes were not as they must be, and are gone. */
        record Refused(Instant at, Refusal why) implements State {}
    }

    /** Why a document was refused. */
    public enum Refusal {
        /** Documents of its kind may not, or not any more, be of its type. */
        TYPE_NOT_ALLOWED,
        /** It has more or fewer bytes than was said. */
        OTHER_SIZE,
        /** Its bytes are not those whose SHA-256 was given. */
        OTHER_CHECKSUM,
        /** It begins like no file of its type. */
        OTHER_CONTENT
    }

    /** Whether a file may be called so. */
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= MOST_NAME
                && text.chars().noneMatch(each -> each == '/' || each == '\\' || Character.isISOControl(each));
    }

    /** The same document when it has come further. */
    public Document in(State next) {
        return new Document(
                id, organization, kind, vehicle, trip, name, facts, recordedAt, declaredBy, declaredAt, next);
    }
}
