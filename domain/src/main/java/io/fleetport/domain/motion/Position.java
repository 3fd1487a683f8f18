package io.fleetport.domain.motion;

/**
 * A point on the earth's surface in the WGS 84 reference frame.
 *
 * @param latitude degrees, -90 to 90, south negative
 * @param longitude degrees, -180 to 180, west negative
 */
public record Position(double latitude, double longitude) {

    /** Mean earth radius in metres: (2a + b) / 3 of the WGS 84 ellipsoid (IUGG). */
    public static final double MEAN_EARTH_RADIUS_METRES = 6_371_008.8;

    /** @throws IllegalArgumentException when a coordinate is out of range or not a number */
    public Position {
        if (!(latitude >= -90 && latitude <= 90)) { // written so that NaN fails too
            throw new IllegalArgumentException("latitude must be within -90..90 degrees but is " + latitude);
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("longitude must be within -180..180 degrees but is " + longitude);
        }
    }

    /** Great circle distance in metres (haversine formula on the mean sphere, off by at most 0.6 % of the ellipsoid's). */
    public double metresTo(Position other) {
        double phi1 = Math.toRadians(latitude);
        double phi2 = Math.toRadians(other.latitude);
        double sinHalfPhi = Math.sin((phi2 - phi1) / 2);
        double sinHalfLambda = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double h = sinHalfPhi * sinHalfPhi + Math.cos(phi1) * Math.cos(phi2) * sinHalfLambda * sinHalfLambda;
        return 2 * MEAN_EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    /** Whether this is the null island (0, 0), which receivers report when they have no fix. */
    public boolean isNullIsland() {
        return latitude == 0 && longitude == 0;
    }
}
