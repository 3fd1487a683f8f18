package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.StopEncoding;
import io.fleetport.application.port.out.Trips.Opened;
import io.fleetport.application.port.out.Trips.State;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.motion.Position;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripFigures.DistanceSource;
import io.fleetport.domain.trip.TripFigures.EnergySource;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Trips as items of their vehicle, by start, and in the lists of their organization; without loss at microseconds. */
final class TripItems {

    /** Sort keys begin so. */
    static final String PREFIX = Key.prefix("trip");

    static final String STATE = "state";

    private static final String OPENING = "opening";

    private TripItems() {}

    static Key key(VehicleKey vehicle, Instant startedAt, TripId trip) {
        return new Key(Table.TELEMETRY, SubjectItems.partition(vehicle), PREFIX + place(startedAt, trip));
    }

    /** The partition of {@link Index#GSI1} with all trips of an organization by start. */
    static String list(OrganizationId organization) {
        return Key.join(organization.value(), "trips");
    }

    /** The partition of {@link Index#GSI2} with those of one state. */
    static String list(OrganizationId organization, State state) {
        return Key.join(organization.value(), "trips", state.name());
    }

    static String place(Instant startedAt, TripId trip) {
        return Key.join(Key.time(startedAt), trip.toString());
    }

    static Item of(VehicleKey vehicle, Trip trip, byte[] opening) {
        String place = place(trip.startedAt(), trip.id());
        TripFigures figures = trip.figures();
        State state = State.of(trip);
        Item item = Item.at(key(vehicle, trip.startedAt(), trip.id()))
                .index(Index.GSI1, list(vehicle.organization()), place)
                .index(Index.GSI2, list(vehicle.organization(), state), place)
                .uuid("trip", trip.id().value())
                .uuid("vehicle", vehicle.vehicle().value())
                .text(STATE, state.name())
                .number("revision", trip.revision().number())
                .text("reason", trip.revision().reason().name())
                .instant("started", trip.startedAt())
                .instant("ended", trip instanceof Trip.Finished finished ? finished.endedAt() : null)
                .uuid(
                        "superseded_by",
                        trip instanceof Trip.Withdrawn withdrawn
                                ? withdrawn.supersededBy().value()
                                : null)
                .bytes(OPENING, opening);
        putFigures(figures, item);
        return item;
    }

    private static void putFigures(TripFigures figures, Item item) {
        item.instant("last_moving", figures.lastMovingAt())
                .number("duration_ns", figures.duration().toNanos())
                .number("moving_ns", figures.moving().toNanos())
                .real("distance_m", figures.distanceMetres())
                .text("distance_source", figures.distanceSource().name())
                .real("max_speed_mps", figures.maxSpeedMetresPerSecond())
                .real("average_speed_mps", figures.averageSpeedMetresPerSecond())
                .real(
                        "energy_j",
                        figures.energy() == null
                                ? null
                                : (Double) figures.energy().joules())
                .text(
                        "energy_source",
                        figures.energySource() == null
                                ? null
                                : figures.energySource().name())
                .real("fuel_m3", figures.fuelCubicMetres())
                .real("soc_start", figures.socStartPercent())
                .real("soc_end", figures.socEndPercent())
                .real("coverage", figures.coverage())
                .bytes("stops", StopEncoding.encode(figures.stops()));
        putPosition(figures.startPosition(), "start", item);
        putPosition(figures.endPosition(), "end", item);
    }

    private static void putPosition(@Nullable Position position, String which, Item item) {
        if (position != null) {
            item.real(which + "_latitude", position.latitude()).real(which + "_longitude", position.longitude());
        }
    }

    static Opened opened(Item item) {
        return new Opened(trip(item), item.bytes(OPENING));
    }

    static Trip trip(Item item) {
        TripId id = new TripId(item.uuid("trip"));
        VehicleId vehicle = new VehicleId(item.uuid("vehicle"));
        Revision revision = new Revision((int) item.number("revision"), Revision.Reason.valueOf(item.text("reason")));
        Instant startedAt = item.instant("started");
        TripFigures figures = figures(item);
        return switch (State.valueOf(item.text(STATE))) {
            case UNDERWAY -> new Trip.Underway(id, vehicle, revision, startedAt, figures);
            case FINISHED -> new Trip.Finished(id, vehicle, revision, startedAt, item.instant("ended"), figures);
            case WITHDRAWN ->
                new Trip.Withdrawn(id, vehicle, revision, startedAt, figures, new TripId(item.uuid("superseded_by")));
        };
    }

    private static TripFigures figures(Item item) {
        Double energy = item.realOrNull("energy_j");
        String energySource = item.textOrNull("energy_source");
        return new TripFigures(
                item.instant("last_moving"),
                Duration.ofNanos(item.number("duration_ns")),
                Duration.ofNanos(item.number("moving_ns")),
                item.real("distance_m"),
                DistanceSource.valueOf(item.text("distance_source")),
                item.real("max_speed_mps"),
                item.real("average_speed_mps"),
                energy == null ? null : new Energy(energy),
                energySource == null ? null : EnergySource.valueOf(energySource),
                item.realOrNull("fuel_m3"),
                item.realOrNull("soc_start"),
                item.realOrNull("soc_end"),
                position(item, "start"),
                position(item, "end"),
                item.real("coverage"),
                StopEncoding.decode(item.bytes("stops")));
    }

    private static @Nullable Position position(Item item, String which) {
        Double latitude = item.realOrNull(which + "_latitude");
        return latitude == null ? null : new Position(latitude, item.real(which + "_longitude"));
    }
}
