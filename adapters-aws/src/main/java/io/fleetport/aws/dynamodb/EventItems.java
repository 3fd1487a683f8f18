package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventType;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.UUID;

/** Events as items: found by their id, by the time they were recorded at, and by whom they are about. */
final class EventItems {

    /** What is written within one second goes to as many partitions of the index by time. */
    static final int SHARDS = 16;

    private static final String EVENT = "event";
    private static final String TYPE = "type";
    private static final String VEHICLE = "vehicle";
    private static final String STATION = "station";
    private static final String OCCURRED = "occurred";
    private static final String RECORDED = "recorded";
    private static final String BODY = "body";

    private EventItems() {}

    static Key key(OrganizationId organization, UUID event) {
        return Key.of(Table.TELEMETRY, organization, Key.join(EVENT, event.toString()), EVENT);
    }

    static Item of(Event event) {
        OrganizationId organization = event.subject().organization();
        String order = Key.join(Key.time(event.recordedAt()), event.id().toString());
        return Item.at(key(organization, event.id()))
                .index(Index.GSI1, byTime(Math.floorMod(event.id().hashCode(), SHARDS)), order)
                .index(Index.GSI2, bySubject(event.subject()), order)
                .text(TYPE, event.type().outwardName())
                .uuid(
                        VEHICLE,
                        event.subject() instanceof VehicleKey key
                                ? key.vehicle().value()
                                : null)
                .text(
                        STATION,
                        event.subject() instanceof StationKey key
                                ? key.station().value()
                                : null)
                .instant(OCCURRED, event.occurredAt())
                .instant(RECORDED, event.recordedAt())
                .bytes(BODY, event.body());
    }

    /** The partition of {@link Index#GSI1} with a part of all events, oldest first. */
    static String byTime(int shard) {
        return Key.join(Key.SERVICE, "events", Integer.toString(shard));
    }

    /** The partition of {@link Index#GSI2} with the events about a vehicle or station, oldest first. */
    static String bySubject(Subject subject) {
        return Key.join(SubjectItems.partition(subject), "events");
    }

    static Event event(Item item) {
        OrganizationId organization =
                new OrganizationId(item.key().pk().substring(0, item.key().pk().indexOf(Key.BETWEEN)));
        UUID vehicle = item.uuidOrNull(VEHICLE);
        String type = item.text(TYPE);
        return new Event(
                UUID.fromString(item.key().pk().substring(item.key().pk().lastIndexOf(Key.BETWEEN) + 1)),
                EventType.find(type)
                        .orElseThrow(
                                () -> new IllegalArgumentException("type " + type + " is not known to this version")),
                vehicle == null
                        ? new StationKey(organization, new StationId(item.text(STATION)))
                        : new VehicleKey(organization, new VehicleId(vehicle)),
                item.instant(OCCURRED),
                item.instant(RECORDED),
                item.bytes(BODY));
    }
}
