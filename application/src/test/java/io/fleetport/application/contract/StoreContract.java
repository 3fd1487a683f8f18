package io.fleetport.application.contract;

import io.fleetport.application.port.out.Stores;

/** What every contract of a store needs. Each test works in organizations of its own, so one store may serve all of them. */
public interface StoreContract {

    /** The stores under test. May hold data of other tests. */
    Stores stores();
}
