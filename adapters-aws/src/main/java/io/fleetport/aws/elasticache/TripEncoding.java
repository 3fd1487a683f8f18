package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.Codes;
import io.fleetport.application.encoding.NumberEncoding;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.encoding.PositionEncoding;
import io.fleetport.application.encoding.StopEncoding;
import io.fleetport.application.encoding.TimeEncoding;
import io.fleetport.domain.energy.Energy;
import io.fleetport.domain.trip.Revision;
import io.fleetport.domain.trip.Trip;
import io.fleetport.domain.trip.TripFigures;
import io.fleetport.domain.trip.TripFigures.DistanceSource;
import io.fleetport.domain.trip.TripFigures.EnergySource;
import io.fleetport.domain.trip.TripId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.List;

/** A trip as bytes. Stateless. */
final class TripEncoding {

    private static final int UNDERWAY = 0;
    private static final int FINISHED = 1;
    private static final int WITHDRAWN = 2;

    private static final Codes<Revision.Reason> REASONS = new Codes<>(
            "revision reason",
            List.of(
                    Revision.Reason.FIRST,
                    Revision.Reason.LATE_READINGS,
                    Revision.Reason.RESUMED,
                    Revision.Reason.JOINED,
                    Revision.Reason.SPLIT));
    private static final Codes<DistanceSource> DISTANCES = new Codes<>(
            "distance source",
            List.of(DistanceSource.ODOMETER, DistanceSource.SPEED, DistanceSource.POSITIONS, DistanceSource.NONE));
    private static final Codes<EnergySource> ENERGIES = new Codes<>(
            "energy source",
            List.of(EnergySource.PACK_POWER, EnergySource.ENERGY_REMAINING, EnergySource.STATE_OF_CHARGE));

    private TripEncoding() {}

    static void put(Trip trip, ByteSink sink) {
        sink.putByte(
                switch (trip) {
                    case Trip.Underway underway -> UNDERWAY;
                    case Trip.Finished finished -> FINISHED;
                    case Trip.Withdrawn withdrawn -> WITHDRAWN;
                });
        sink.putUuid(trip.id().value());
        sink.putUuid(trip.vehicle().value());
        sink.putVarint(trip.revision().number());
        REASONS.put(trip.revision().reason(), sink);
        TimeEncoding.put(trip.startedAt(), sink);
        putFigures(trip.figures(), sink);
        switch (trip) {
            case Trip.Underway underway -> {}
            case Trip.Finished finished -> TimeEncoding.put(finished.endedAt(), sink);
            case Trip.Withdrawn withdrawn ->
                sink.putUuid(withdrawn.supersededBy().value());
        }
    }

    static Trip get(ByteSource source) {
        int state = source.getByte();
        TripId id = new TripId(source.getUuid());
        VehicleId vehicle = new VehicleId(source.getUuid());
        Revision revision = new Revision((int) source.getVarint(), REASONS.get(source));
        Instant startedAt = TimeEncoding.get(source);
        TripFigures figures = getFigures(source);
        return switch (state) {
            case UNDERWAY -> new Trip.Underway(id, vehicle, revision, startedAt, figures);
            case FINISHED -> new Trip.Finished(id, vehicle, revision, startedAt, TimeEncoding.get(source), figures);
            case WITHDRAWN ->
                new Trip.Withdrawn(id, vehicle, revision, startedAt, figures, new TripId(source.getUuid()));
            default -> throw new IllegalArgumentException("trip state " + state + " is not known to this version");
        };
    }

    private static void putFigures(TripFigures figures, ByteSink sink) {
        TimeEncoding.put(figures.lastMovingAt(), sink);
        Parts.putLength(figures.duration(), sink);
        Parts.putLength(figures.moving(), sink);
        NumberEncoding.put(figures.distanceMetres(), sink);
        DISTANCES.put(figures.distanceSource(), sink);
        NumberEncoding.put(figures.maxSpeedMetresPerSecond(), sink);
        NumberEncoding.put(figures.averageSpeedMetresPerSecond(), sink);
        Optionally.put(figures.energy(), sink, (energy, to) -> NumberEncoding.put(energy.joules(), to));
        Optionally.put(figures.energySource(), sink, ENERGIES::put);
        Optionally.putNumber(figures.fuelCubicMetres(), sink);
        Optionally.putNumber(figures.socStartPercent(), sink);
        Optionally.putNumber(figures.socEndPercent(), sink);
        Optionally.put(figures.startPosition(), sink, PositionEncoding::put);
        Optionally.put(figures.endPosition(), sink, PositionEncoding::put);
        NumberEncoding.put(figures.coverage(), sink);
        byte[] stops = StopEncoding.encode(figures.stops());
        sink.putVarint(stops.length);
        sink.putBytes(stops);
    }

    private static TripFigures getFigures(ByteSource source) {
        return new TripFigures(
                TimeEncoding.get(source),
                Parts.getLength(source),
                Parts.getLength(source),
                NumberEncoding.get(source),
                DISTANCES.get(source),
                NumberEncoding.get(source),
                NumberEncoding.get(source),
                Optionally.get(source, from -> new Energy(NumberEncoding.get(from))),
                Optionally.get(source, ENERGIES::get),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.getNumber(source),
                Optionally.get(source, PositionEncoding::get),
                Optionally.get(source, PositionEncoding::get),
                NumberEncoding.get(source),
                StopEncoding.decode(source.getBytes(source.getCount(1))));
    }
}
