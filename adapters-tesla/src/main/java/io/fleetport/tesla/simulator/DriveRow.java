package io.fleetport.tesla.simulator;

import java.time.Instant;

/**
 * One line of a recorded drive. The values are in the columns' units; a column the line has no value for is NaN.
 *
 * @param values by {@link DriveColumn#place()}; not copied, must not change
 */
record DriveRow(String vehicleId, Instant observedAt, double[] values) {

    boolean has(DriveColumn column) {
        return !Double.isNaN(value(column));
    }

    double value(DriveColumn column) {
        return values[column.place()];
    }
}
