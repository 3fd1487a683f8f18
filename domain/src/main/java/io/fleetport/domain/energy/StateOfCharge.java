package io.fleetport.domain.energy;

/** How full a battery is, in percent of usable capacity: 0 is empty, 100 is full. */
public record StateOfCharge(double percent) {

    /** @throws IllegalArgumentException when the percentage is outside 0..100 or not a number */
    public StateOfCharge {
        if (!(percent >= 0 && percent <= 100)) { // written so that NaN fails too
            throw new IllegalArgumentException("percent must be within 0..100 but is " + percent);
        }
    }
}
