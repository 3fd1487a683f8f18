package io.fleetport.domain.station;

/** What is odd about a charging session. One that is impossible is shown, but its energy is never added up. */
public enum SessionFlag {
    /** The station's total is negative, or more than any connector can give in the time. */
    IMPLAUSIBLE_ENERGY(true),
    /** Its end was told to be before its beginning. */
    ENDS_BEFORE_START(true),
    /** The newest reading of the register is less than the oldest. */
    METER_RAN_BACK(false),
    /** It began and ended at the same time. */
    NO_DURATION(false),
    /** It lasted more than 24 hours. */
    OVER_24H(false),
    /** It ended without any energy. */
    ZERO_ENERGY(false),
    /** Another session on the same connector began before it ended, or had not ended when it began. */
    OVERLAPS(false),
    /** It took more than a quarter more power than its connector is rated for. */
    OVER_RATING(false),
    /** The meter and the station's own total differ by more than 5 % and 0.1 kWh. */
    ENERGY_DISAGREES(false),
    /** Its beginning was never told. */
    START_MISSING(false);

    private final boolean impossible;

    SessionFlag(boolean impossible) {
        this.impossible = impossible;
    }

    /** Whether it cannot have been so. */
    public boolean impossible() {
        return impossible;
    }
}
