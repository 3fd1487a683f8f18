package io.fleetport.application.port.in;

import io.fleetport.domain.fleet.OrganizationId;

/** Whether a vehicle that has proven who it is may speak to the organization it asked for. Safe to call from many threads. */
@FunctionalInterface
public interface AdmitVehicles {

    /** The answer. */
    enum Verdict {
        ADMITTED,
        /** There is no such account. */
        UNKNOWN_ORGANIZATION,
        /** The account is suspended. */
        SUSPENDED,
        /** The organization has not claimed it. */
        UNCLAIMED,
        /** It is another organization's. */
        ANOTHERS
    }

    /**
     * Also makes the vehicle the organization's where that is how it is done. May block on a store; remembers for a few
     * seconds.
     *
     * @param vin proven by the vehicle's certificate
     * @throws io.fleetport.application.port.out.PortUnavailable when it cannot be found out now
     */
    Verdict admit(OrganizationId organization, String vin);
}
