package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.UUID;

/**
 * Dead letters as items of whom they are about, by time of receipt; in the list of their organization, where the key tells reason
 * and subject, so that counting reads no letter; and found by their id.
 */
final class DeadLetterItems {

    /** Sort keys begin so. */
    static final String PREFIX = Key.prefix("letter");

    static final String REASON = "reason";

    private static final String LETTER = "letter";
    private static final String OF_VEHICLE = "vehicle";
    private static final String OF_STATION = "station";

    private DeadLetterItems() {}

    /** What the list of an organization tells of a letter. */
    record Listed(Instant receivedAt, UUID id, DeadLetterReason reason, Subject about) {}

    /** The partition of {@link Index#GSI1} with all letters of an organization. */
    static String list(OrganizationId organization) {
        return Key.join(organization.value(), "letters");
    }

    /** The partition of {@link Index#GSI2} with one letter. */
    static String byId(OrganizationId organization, UUID id) {
        return Key.join(organization.value(), LETTER, id.toString());
    }

    static String place(Instant receivedAt, UUID id) {
        return Key.join(Key.time(receivedAt), id.toString());
    }

    static Item of(DeadLetter letter) {
        Subject about = letter.subject();
        String place = place(letter.receivedAt(), letter.id());
        String who =
                switch (about) {
                    case VehicleKey key -> Key.join(OF_VEHICLE, key.vehicle().toString());
                    case StationKey key -> Key.join(OF_STATION, key.station().value());
                };
        return Item.at(new Key(Table.TELEMETRY, SubjectItems.partition(about), PREFIX + place))
                .index(
                        Index.GSI1,
                        list(about.organization()),
                        Key.join(place, letter.reason().name(), who))
                .index(Index.GSI2, byId(about.organization(), letter.id()), LETTER)
                .text("source", letter.source())
                .text(REASON, letter.reason().name())
                .text("detail", letter.detail())
                .instant("received", letter.receivedAt())
                .bytes("raw", letter.raw());
    }

    static Listed listed(Item item) {
        OrganizationId organization = organization(item);
        String[] parts = item.text(Index.GSI1.sk()).split(String.valueOf(Key.BETWEEN), -1);
        return new Listed(
                Micros.toInstant(Long.parseLong(parts[0])),
                UUID.fromString(parts[1]),
                DeadLetterReason.valueOf(parts[2]),
                parts[3].equals(OF_VEHICLE)
                        ? new VehicleKey(organization, VehicleId.parse(parts[4]))
                        : new StationKey(organization, new StationId(parts[4])));
    }

    private static OrganizationId organization(Item item) {
        return new OrganizationId(item.key().pk().substring(0, item.key().pk().indexOf(Key.BETWEEN)));
    }

    static DeadLetter letter(Item item) {
        Listed listed = listed(item);
        return new DeadLetter(
                listed.id(),
                listed.about(),
                item.text("source"),
                listed.reason(),
                item.text("detail"),
                item.instant("received"),
                item.bytes("raw"));
    }
}
