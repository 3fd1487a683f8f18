package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.StationStateEncoding;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationChanges.Update;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a station, in three items: whose it is, which there is one of whatever organization speaks of it; how
 * its organization knows it, in the directory; and its standing, which commits move and registering leaves alone.
 */
final class StationStandingItems {

    static final String VERSION = "version";
    static final String MEMORY = "memory";

    private static final String STATE = "state";
    private static final String ORGANIZATION = "organization";
    private static final String NAME = "name";
    private static final String LATITUDE = "latitude";
    private static final String LONGITUDE = "longitude";
    private static final String REGISTERED = "registered_at";

    private StationStandingItems() {}

    /** That a station is the organization's, for good. Does not hold when somebody was first. */
    static Write claim(StationKey key) {
        Item owner = Item.at(StationKeys.owner(key.station()))
                .text(ORGANIZATION, key.organization().value());
        return Write.put(owner).when(Expression.ABSENT);
    }

    static StationId ownedBy(Item owner) {
        return new StationId(owner.key().sk());
    }

    static OrganizationId ownerOf(Item owner) {
        return new OrganizationId(owner.text(ORGANIZATION));
    }

    static PortRefused ofAnother(StationKey key) {
        return new PortRefused(
                "station " + key.station() + " belongs to another organization",
                new IllegalArgumentException("ids must be unique across organizations"));
    }

    static Item profile(FleetStation station) {
        @Nullable Position position = station.position();
        return Item.at(StationKeys.directory(station.organization(), station.id()))
                .text(NAME, station.name())
                .real(LATITUDE, position == null ? null : (Double) position.latitude())
                .real(LONGITUDE, position == null ? null : (Double) position.longitude())
                .instant(REGISTERED, station.registeredAt());
    }

    /** The new name and position of one that is registered already: the time stays. */
    static Item renamed(Item stored, FleetStation station) {
        return profile(new FleetStation(
                station.organization(), station.id(), station.name(), station.position(), stored.instant(REGISTERED)));
    }

    static FleetStation profile(OrganizationId organization, Item directory) {
        @Nullable Double latitude = directory.realOrNull(LATITUDE);
        @Nullable Double longitude = directory.realOrNull(LONGITUDE);
        return new FleetStation(
                organization,
                new StationId(directory.key().sk()),
                directory.text(NAME),
                latitude == null || longitude == null ? null : new Position(latitude, longitude),
                directory.instant(REGISTERED));
    }

    /** The standing one version on, from the version expected. */
    static Write moved(Update update) {
        Item item = Item.at(StationKeys.standing(update.key()))
                .number(VERSION, update.expectedVersion() + 1)
                .bytes(STATE, StationStateEncoding.encode(update.standing().state()))
                .bytes(MEMORY, update.standing().memory());
        return Write.put(item)
                .when(
                        update.expectedVersion() == 0
                                ? Expression.ABSENT
                                : Expression.of("{version} = ?", update.expectedVersion()));
    }

    static long version(@Nullable Item standing) {
        return standing == null ? 0 : standing.number(VERSION);
    }

    /** Whether this very update made it what it is. The profile is registered apart and does not count. */
    static boolean isFrom(Update update, Item standing) {
        return version(standing) == update.expectedVersion() + 1
                && Arrays.equals(
                        standing.bytes(STATE),
                        StationStateEncoding.encode(update.standing().state()))
                && Arrays.equals(standing.bytes(MEMORY), update.standing().memory());
    }

    static Standing standing(FleetStation profile, @Nullable Item standing) {
        return new Standing(
                version(standing), profile, state(standing), standing == null ? new byte[0] : standing.bytes(MEMORY));
    }

    static StationState state(@Nullable Item standing) {
        return standing == null ? StationState.NOTHING_HEARD : StationStateEncoding.decode(standing.bytes(STATE));
    }
}
