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
        ANOTHERS,
        /** As many of the organization's vehicles as may be are connected already. */
        QUOTA
    }

    /**
     * Also makes the vehicle the organization's where that is how it is done. May block on a store; remembers for a few
     * seconds.
     *
     * @param vin proven by the vehicle's certificate
     * @throws io.fleetport.application.port.out.PortUnavailable when it cannot be found out now
     */
    Verdict admit(OrganizationId organization, String vin);

    /** How many of the organization's vehicles may be connected at one time. As {@link #admit} in all else. */
    default int mostConnected(OrganizationId organization) {
        return Integer.MAX_VALUE;
    }
}
