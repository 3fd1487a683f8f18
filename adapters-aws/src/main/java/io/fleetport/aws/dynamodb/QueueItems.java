package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What is written beside an event for those who wait for it: one item that remembers its position for as long as the event is
 * kept, one that says it has not been brought to webhooks yet, and one for each bus. The last two are in as many partitions
 * as keep a busy service from writing to one; those of one subject are in one, in their order.
 */
final class QueueItems {

    static final String EVENT = "event";
    static final String LANE = "lane";
    static final String ORGANIZATION = "organization";
    static final String POSITION = "position";
    static final String RECORDED = "recorded_at";
    static final String TYPE = "type";

    private static final int SHARDS = 8;

    private static final int TIME_DIGITS = 16;

    private static final String FRESH = "events_fresh";
    private static final String BUS = "bus_queue";

    private QueueItems() {}

    /** As deliveries name it: {@code vehicle/…} or {@code station/…}. */
    static String lane(Subject subject) {
        return switch (subject) {
            case VehicleKey vehicle -> "vehicle/" + vehicle.vehicle().value();
            case StationKey station -> "station/" + station.station().value();
        };
    }

    private static int shard(OrganizationId organization, String lane) {
        return Math.floorMod(Key.join(organization.value(), lane).hashCode(), SHARDS);
    }

    private static List<String> shards(String... parts) {
        return IntStream.range(0, SHARDS).mapToObj(i -> shard(i, parts)).toList();
    }

    private static String shard(int shard, String... parts) {
        return Key.join(Key.join(parts), Integer.toString(shard));
    }

    static Key trace(OrganizationId organization, UUID event) {
        return Key.of(Table.TENANTS, organization, Key.join("event", event.toString()), POSITION);
    }

    /** The partition of {@link Index#GSI1} with an organization's events, by when they were recorded. */
    static String traces(OrganizationId organization) {
        return Key.join(organization.value(), "events");
    }

    static Item traceOf(Event event, String position) {
        OrganizationId organization = event.subject().organization();
        return about(Item.at(trace(organization, event.id())), event, position)
                .index(Index.GSI1, traces(organization), Key.join(Key.time(event.recordedAt()), position));
    }

    private static Item about(Item item, Event event, String position) {
        return item.uuid(EVENT, event.id())
                .text(ORGANIZATION, event.subject().organization().value())
                .text(LANE, lane(event.subject()))
                .text(TYPE, event.type().outwardName())
                .text(POSITION, position)
                .instant(RECORDED, event.recordedAt());
    }

    static Item freshOf(Event event, String position) {
        int shard = shard(event.subject().organization(), lane(event.subject()));
        return about(Item.at(Key.ofService(Table.TENANTS, shard(shard, FRESH), position)), event, position);
    }

    static List<Query> allFresh() {
        return shards(FRESH).stream()
                .map(part -> Query.in(Table.TENANTS, Key.join(Key.SERVICE, part)))
                .toList();
    }

    static Item waitingOf(Event event, String position, String bus) {
        int shard = shard(event.subject().organization(), lane(event.subject()));
        return about(Item.at(Key.ofService(Table.TENANTS, shard(shard, BUS, bus), position)), event, position);
    }

    static List<Query> allWaiting(String bus) {
        return shards(BUS, bus).stream()
                .map(part -> Query.in(Table.TENANTS, Key.join(Key.SERVICE, part)))
                .toList();
    }

    /** Where an event waits, by its {@link #trace}. */
    static Key fresh(Item trace) {
        return Key.ofService(Table.TENANTS, shard(shard(trace), FRESH), trace.text(POSITION));
    }

    static Key waiting(Item trace, String bus) {
        return Key.ofService(Table.TENANTS, shard(shard(trace), BUS, bus), trace.text(POSITION));
    }

    private static int shard(Item trace) {
        return shard(organization(trace), trace.text(LANE));
    }

    /** Of a position its time, which is as much as a number holds. */
    static long number(String position) {
        return Long.parseLong(position, 0, TIME_DIGITS, 10);
    }

    static OrganizationId organization(Item item) {
        return new OrganizationId(item.text(ORGANIZATION));
    }

    static Key refused(OrganizationId organization, UUID event, String bus) {
        return Key.of(Table.TENANTS, organization, "refused", Key.join(event.toString(), bus));
    }

    /** By event and bus. */
    static Query refused(OrganizationId organization) {
        return Query.of(Table.TENANTS, organization, "refused");
    }

    static Query refused(OrganizationId organization, UUID event) {
        return Query.of(Table.TENANTS, organization, "refused").within(Key.prefix(event.toString()));
    }

    /** The partition of {@link Index#GSI1} with what buses refused of an organization's events, by when they did. */
    static String allRefused(OrganizationId organization) {
        return Key.join(organization.value(), "refused_events");
    }

    static String refusedOrder(Instant at, UUID event, String bus) {
        return Key.join(Key.time(at), event.toString(), bus);
    }
}
