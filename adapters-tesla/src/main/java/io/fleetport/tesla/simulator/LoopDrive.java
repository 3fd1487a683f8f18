package io.fleetport.tesla.simulator;

/**
 * A made-up but possible electric car going round in a circle: fifteen minutes of driving, five of standing parked, for ever.
 * Each number is another car with its own circle, speed and load. Used by one thread.
 */
final class LoopDrive {

    private static final double CYCLE_SECONDS = 1200;
    private static final double DRIVING_SECONDS = 900;
    private static final double HARDEST_ACCELERATION = 2.0;
    private static final double CAPACITY_WATT_HOURS = 75_000;
    private static final double AUXILIARY_WATTS = 400;
    /** Rolling resistance and air drag of a mid-size car: 180 N + 0.4 N s2/m2 x v2. */
    private static final double ROLLING_NEWTONS = 180;

    private static final double DRAG = 0.4;
    private static final double MASS_KILOGRAMS = 1_850;
    private static final double METRES_A_DEGREE = 111_195;
    private static final double CELLS = 96;

    private final double centreLatitude;
    private final double centreLongitude;
    private final double radius;
    private final double cruise;
    private double seconds;
    private double metres;
    private double speed;
    private double acceleration;
    private double watts = AUXILIARY_WATTS;
    private double wattHours;
    private double wave;

    LoopDrive(int number) {
        // Circles on a grid of a hundred by a hundred, two kilometres apart, far from any real street.
        centreLatitude = 40 + (number % 100) * 0.02;
        centreLongitude = -30 + (number / 100 % 100) * 0.025;
        radius = 300 + number * 37 % 600;
        cruise = 9 + number * 13 % 16;
        seconds = number * 97 % 800;
        metres = 1_000_000 + number * 1_013.0;
        wattHours = CAPACITY_WATT_HOURS * (0.5 + number * 7 % 40 / 100.0);
    }

    /** Lets time pass. */
    void pass(double dt) {
        seconds += dt;
        wave = Math.sin(seconds / 300 + radius);
        double phase = seconds % CYCLE_SECONDS;
        double wanted = phase < DRIVING_SECONDS ? cruise * (0.85 + 0.15 * Math.sin(phase / 9)) : 0;
        double change = Math.clamp(wanted - speed, -HARDEST_ACCELERATION * dt, HARDEST_ACCELERATION * dt);
        acceleration = dt > 0 ? change / dt : 0;
        metres += (speed + change / 2) * dt;
        speed += change;
        watts = AUXILIARY_WATTS
                + speed * (ROLLING_NEWTONS + DRAG * speed * speed)
                + 0.7 * MASS_KILOGRAMS * acceleration * speed;
        wattHours -= watts * dt / 3600;
        if (wattHours < 0.1 * CAPACITY_WATT_HOURS) {
            wattHours = 0.9 * CAPACITY_WATT_HOURS; // as if charged in the blink of an eye
        }
    }

    boolean parked() {
        return speed == 0;
    }

    double metresPerSecond() {
        return speed;
    }

    double odometerMetres() {
        return metres;
    }

    double latitude() {
        return centreLatitude + radius * Math.cos(metres / radius) / METRES_A_DEGREE;
    }

    double longitude() {
        return centreLongitude
                + radius * Math.sin(metres / radius) / METRES_A_DEGREE / Math.cos(Math.toRadians(centreLatitude));
    }

    /** Degrees from north, clockwise. */
    double heading() {
        return (Math.toDegrees(metres / radius) + 90) % 360;
    }

    double stateOfChargePercent() {
        return 100 * wattHours / CAPACITY_WATT_HOURS;
    }

    double energyWattHours() {
        return wattHours;
    }

    double packVolts() {
        return CELLS * cellVolts();
    }

    double cellVolts() {
        return 3.2 + 0.9 * wattHours / CAPACITY_WATT_HOURS;
    }

    /** What flows into the pack: negative while driving. */
    double packAmperes() {
        return -watts / packVolts();
    }

    double acceleration() {
        return acceleration;
    }

    double sidewaysAcceleration() {
        return speed * speed / radius;
    }

    /** Slow changes with a hundredth of a degree or a bar in them. */
    double drift(double middle, double width) {
        return middle + width * wave;
    }
}
