package io.fleetport.mqtt.simulator;

/**
 * How a battery takes charge: at full power until 80 %, then ever slower, in proportion to what is missing. This two-stage shape of
 * constant current and then constant voltage is that of ACN-Sim's Linear2StageBattery (Lee et al., ACN-Sim: An Open-Source
 * Simulator for Data-Driven Electric Vehicle Charging Research, 2021), in closed form.
 *
 * @param capacityKwh usable
 * @param chargeKw at which it is charged below the transition
 */
record Battery(double capacityKwh, double chargeKw) {

    private static final double TRANSITION = 0.8;

    /** @param soc 0 to 1 */
    double powerKw(double soc) {
        return soc < TRANSITION ? chargeKw : chargeKw * Math.max(0, 1 - soc) / (1 - TRANSITION);
    }

    /** How full it is, 0 to 1, after charging for so many seconds. */
    double socAfter(double soc, double seconds) {
        double perSecond = chargeKw / capacityKwh / 3600;
        double rest = seconds;
        double reached = soc;
        if (soc < TRANSITION) {
            double untilTransition = (TRANSITION - soc) / perSecond;
            if (rest <= untilTransition) {
                return soc + perSecond * rest;
            }
            rest -= untilTransition;
            reached = TRANSITION;
        }
        return 1 - (1 - reached) * Math.exp(-perSecond * rest / (1 - TRANSITION));
    }
}
