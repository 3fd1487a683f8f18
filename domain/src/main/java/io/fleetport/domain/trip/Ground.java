package io.fleetport.domain.trip;

import io.fleetport.domain.motion.Position;

/** Distances on the ground, without making objects. Degrees in, metres out. */
final class Ground {

    private static final double METRES_PER_DEGREE = Math.toRadians(Position.MEAN_EARTH_RADIUS_METRES);

    /** Up to here (about 10 km) the flat formula is within a millionth of the great circle, save beside the poles. */
    private static final double FLAT_DEGREES = 0.1;

    private Ground() {}

    static double metres(double lat1, double lon1, double lat2, double lon2) {
        double north = lat2 - lat1;
        double east = lon2 - lon1;
        if (Math.abs(north) > FLAT_DEGREES || Math.abs(east) > FLAT_DEGREES || Math.abs(lat1) > 85) {
            return new Position(lat1, lon1).metresTo(new Position(lat2, lon2));
        }
        double shrunk = east * Math.cos(Math.toRadians((lat1 + lat2) / 2));
        return METRES_PER_DEGREE * Math.sqrt(north * north + shrunk * shrunk);
    }
}
