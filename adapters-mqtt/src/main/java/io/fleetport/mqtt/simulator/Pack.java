package io.fleetport.mqtt.simulator;

/**
 * A battery pack that is swapped. Its id never changes.
 *
 * @param soc how full, 0 to 1
 * @param healthPercent of its capacity when new
 */
record Pack(String id, double soc, double healthPercent) {

    private static final double NEW_KWH = 5;
    private static final double CHARGER_KW = 2.5;

    Battery battery() {
        return new Battery(NEW_KWH * healthPercent / 100, CHARGER_KW);
    }

    Pack with(double other) {
        return new Pack(id, other, healthPercent);
    }

    double socPercent() {
        return Math.min(100, soc * 100);
    }

    double energyKwh() {
        return soc * battery().capacityKwh();
    }
}
