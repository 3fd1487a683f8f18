package io.fleetport.domain.trip;

import io.fleetport.domain.motion.Position;

/**
 * Where the vehicle is, with the receiver's faults taken out: a repeated position is no new fix, a step no road vehicle
 * could make is a stray, and the null island is nowhere. Also tells from positions alone whether the vehicle moves.
 *
 * <p>Changed only while a track is being made, never after.
 */
final class Fixes {

    /** Faster than this (216 km/h) a step between fixes is an error of the receiver, not a drive. */
    static final double FASTEST = 60;
    /** Fixes this near each other may be one place: urban receivers err by 5 to 20 m (1 sigma). */
    static final double NOISE_METRES = 30;
    /** Steps shorter than this are believed at any speed: two fixes of one instant may differ by the receiver's error. */
    private static final double SLACK_METRES = 20;
    /** After so many strays in a row that agree with each other, they are right and the fix before them was the stray. */
    private static final int AGREEING_STRAYS = 3;

    private static final double MICROS = 1e6;

    double lat = Double.NaN;
    double lon;
    /** When the position last changed, in microseconds of the epoch. */
    long changedAt;
    /** When a position was last said, changed or not. */
    long heardAt;

    private double strayLat = Double.NaN;
    private double strayLon;
    private long strayAt;
    private int strays;

    private double anchorLat = Double.NaN;
    private double anchorLon;
    private long anchorAt;
    private long nearAt;
    private boolean roaming;

    /** Whether the reading just taken brought a new fix, and whether it cannot be joined to the one before. */
    boolean fresh;

    boolean jumped;

    /** Where the fix before the fresh one was, and how many metres from it; kept as the distance costs a cosine. */
    private double stepLat = Double.NaN;

    private double stepLon;
    private double stepMetres;

    Fixes copy() {
        Fixes copy = new Fixes();
        copy.lat = lat;
        copy.lon = lon;
        copy.changedAt = changedAt;
        copy.heardAt = heardAt;
        copy.strayLat = strayLat;
        copy.strayLon = strayLon;
        copy.strayAt = strayAt;
        copy.strays = strays;
        copy.anchorLat = anchorLat;
        copy.anchorLon = anchorLon;
        copy.anchorAt = anchorAt;
        copy.nearAt = nearAt;
        copy.roaming = roaming;
        return copy;
    }

    boolean known() {
        return !Double.isNaN(lat);
    }

    void take(Position position, long at) {
        if (position.isNullIsland()) {
            return;
        }
        double newLat = position.latitude();
        double newLon = position.longitude();
        heardAt = at;
        if (!known()) {
            accept(newLat, newLon, at);
            return;
        }
        if (newLat == lat && newLon == lon) {
            return;
        }
        double metres = Ground.metres(lat, lon, newLat, newLon);
        if (reachable(metres, changedAt, at)) {
            stepLat = lat;
            stepLon = lon;
            stepMetres = metres;
            accept(newLat, newLon, at);
            return;
        }
        boolean agrees =
                !Double.isNaN(strayLat) && reachable(Ground.metres(strayLat, strayLon, newLat, newLon), strayAt, at);
        strays = agrees ? strays + 1 : 1;
        strayLat = newLat;
        strayLon = newLon;
        strayAt = at;
        if (strays >= AGREEING_STRAYS) {
            accept(newLat, newLon, at);
            jumped = true;
            anchor(at);
        }
    }

    private void accept(double newLat, double newLon, long at) {
        lat = newLat;
        lon = newLon;
        changedAt = at;
        fresh = true;
        strays = 0;
        strayLat = Double.NaN;
        strayLon = 0;
        strayAt = 0;
    }

    private static boolean reachable(double metres, long since, long at) {
        return metres <= Math.max(SLACK_METRES, FASTEST * (at - since) / MICROS);
    }

    /** Metres from a place to the fix. */
    double metresFrom(double fromLat, double fromLon) {
        return fromLat == stepLat && fromLon == stepLon ? stepMetres : Ground.metres(fromLat, fromLon, lat, lon);
    }

    /** The vehicle cannot tell where it is. */
    void lose() {
        anchorLat = Double.NaN;
        anchorLon = 0;
        roaming = false;
    }

    /** Takes the present place as the one to judge movement from. For while something better tells of movement. */
    void anchor(long at) {
        if (known()) {
            anchorLat = lat;
            anchorLon = lon;
            anchorAt = at;
            nearAt = at;
            roaming = false;
        }
    }

    boolean anchored() {
        return !Double.isNaN(anchorLat);
    }

    /** Judges movement by the distance from the anchor; to be called once per reading that had a position. */
    void judge(long at, double movingMetresPerSecond) {
        if (!known()) {
            return;
        }
        if (!anchored()) {
            anchor(at);
            return;
        }
        double metres = Ground.metres(anchorLat, anchorLon, lat, lon);
        if (metres <= NOISE_METRES) {
            nearAt = at;
            return;
        }
        double overall = metres / Math.max(1, (at - anchorAt) / MICROS);
        double atLast = (metres - NOISE_METRES) / Math.max(1, (at - nearAt) / MICROS);
        boolean left = overall >= movingMetresPerSecond || atLast >= movingMetresPerSecond;
        anchor(at);
        roaming = left;
    }

    /** Whether the vehicle left a place within the given time before, so that it is taken to be still on its way. */
    boolean roaming(long at, long withinMicros) {
        return roaming && at - anchorAt <= withinMicros;
    }

    void fields(Fields f) {
        lat = f.known(lat);
        lon = f.real(lon);
        changedAt = f.whole(changedAt);
        heardAt = f.whole(heardAt);
        strayLat = f.known(strayLat);
        strayLon = f.real(strayLon);
        strayAt = f.whole(strayAt);
        strays = f.small(strays);
        anchorLat = f.known(anchorLat);
        anchorLon = f.real(anchorLon);
        anchorAt = f.whole(anchorAt);
        nearAt = f.whole(nearAt);
        roaming = f.flag(roaming);
    }
}
