package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.TelemetryLedger.StaleStanding;
import io.fleetport.application.port.out.TelemetryLedger.Standing;
import io.fleetport.application.port.out.TelemetryLedger.Update;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.FleetVehicle;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is remembered of each vehicle, in its partition and in the list of its organization's vehicles by name. Beside it stands,
 * once and outside of any organization, whose the vehicle is.
 */
final class StandingItems {

    static final String VERSION = "version";
    static final String STATE = "state";
    static final String TRACK = "track";

    private static final String STANDING = "standing";
    private static final String OWNER = "owner";
    private static final String NAME = "name";
    private static final String SOURCE = "source";
    private static final String FIRST_SEEN = "first_seen";

    /** A sort key has 1,024 bytes at most; of a longer name the beginning sorts. */
    private static final int NAME_CHARACTERS = 200;

    private StandingItems() {}

    static Key key(VehicleKey vehicle) {
        return new Key(Table.TELEMETRY, SubjectItems.partition(vehicle), STANDING);
    }

    static Key owner(VehicleKey vehicle) {
        return Key.ofService(
                Table.TELEMETRY, Key.join("vehicle", vehicle.vehicle().toString()), OWNER);
    }

    /** The partition of {@link Index#GSI1} that lists an organization's vehicles by name, those of one name by id. */
    static String list(OrganizationId organization) {
        return Key.join(organization.value(), "vehicles");
    }

    /** With what the place of every vehicle of that name in the list begins. */
    static String placesOf(String name) {
        return sortable(name) + '\0';
    }

    static String place(String name, VehicleId vehicle) {
        return placesOf(name) + vehicle;
    }

    /** The character that ends the name in a key is not in it. */
    private static String sortable(String name) {
        String text = name.replace('\0', '\ufffd');
        int end = Math.min(text.length(), NAME_CHARACTERS);
        return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))
                ? text.substring(0, end - 1)
                : text.substring(0, end);
    }

    static VehicleKey vehicle(Item standing) {
        String[] parts = standing.key().pk().split(String.valueOf(Key.BETWEEN), -1);
        return new VehicleKey(new OrganizationId(parts[0]), VehicleId.parse(parts[2]));
    }

    static FleetVehicle profile(Item standing) {
        VehicleKey key = vehicle(standing);
        return new FleetVehicle(
                key.organization(),
                key.vehicle(),
                standing.text(NAME),
                standing.text(SOURCE),
                standing.instant(FIRST_SEEN));
    }

    static Standing standing(Item item) {
        return new Standing(
                item.number(VERSION), profile(item), StateEncoding.decode(item.bytes(STATE)), item.bytes(TRACK));
    }

    /**
     * Whether there is something to be written: not when the very same update has moved the vehicle on already.
     *
     * @param stored standings and owners as they are
     * @throws StaleStanding when another writer was there
     * @throws PortRefused when the vehicle belongs to another organization
     */
    static boolean mustMove(Update update, byte[] state, Map<Key, Item> stored) {
        Item owner = stored.get(owner(update.key()));
        if (owner != null
                && !owner.text(OWNER).equals(update.key().organization().value())) {
            throw new PortRefused(
                    "vehicle " + update.key().vehicle() + " belongs to another organization",
                    new IllegalArgumentException("ids must be unique across organizations"));
        }
        Item found = stored.get(key(update.key()));
        long version = found == null ? 0 : found.number(VERSION);
        if (version == update.expectedVersion()) {
            return true;
        }
        if (found == null || version != update.expectedVersion() + 1 || !same(found, update.standing(), state)) {
            throw stale(update.key(), "version " + version, update.expectedVersion());
        }
        return false;
    }

    private static boolean same(Item found, Standing told, byte[] state) {
        return found.text(NAME).equals(told.profile().name())
                && found.text(SOURCE).equals(told.profile().source())
                && found.number(FIRST_SEEN) == Micros.floorOf(told.profile().firstSeenAt())
                && Arrays.equals(found.bytes(STATE), state)
                && Arrays.equals(found.bytes(TRACK), told.track());
    }

    /** The vehicle at its next version. */
    static Write moved(Update update, byte[] state) {
        FleetVehicle profile = update.standing().profile();
        Item item = Item.at(key(update.key()))
                .index(
                        Index.GSI1,
                        list(update.key().organization()),
                        place(profile.name(), update.key().vehicle()))
                .number(VERSION, update.expectedVersion() + 1)
                .text(NAME, profile.name())
                .text(SOURCE, profile.source())
                .instant(FIRST_SEEN, profile.firstSeenAt())
                .bytes(STATE, state)
                .bytes(TRACK, update.standing().track());
        return Write.put(item)
                .when(
                        update.expectedVersion() == 0
                                ? Expression.ABSENT
                                : Expression.of("{version} = ?", update.expectedVersion()))
                .otherwise(() -> stale(update.key(), "another version", update.expectedVersion()));
    }

    /** What a vehicle's first step has with it. */
    static List<Write> first(VehicleKey key, Erased erased) {
        Write owned = Write.put(
                        Item.at(owner(key)).text(OWNER, key.organization().value()))
                .when(Expression.of(
                        "attribute_not_exists({pk}) or {owner} = ?",
                        key.organization().value()))
                .otherwise(() -> new PortRefused(
                        "vehicle " + key.vehicle() + " belongs to another organization",
                        new IllegalArgumentException("ids must be unique across organizations")));
        return Stream.concat(
                        Stream.of(owned),
                        erased.checks(key).stream().map(check -> check.otherwise(() -> stale(key, "erased", 0))))
                .toList();
    }

    /** The vehicle belongs to nobody any more, unless it is another organization's. */
    static Write disown(VehicleKey key) {
        return Write.delete(owner(key))
                .when(Expression.of("{owner} = ?", key.organization().value()));
    }

    private static StaleStanding stale(VehicleKey key, String found, long expected) {
        return new StaleStanding("vehicle " + key.vehicle() + " is at " + found + ", not at " + expected);
    }
}
