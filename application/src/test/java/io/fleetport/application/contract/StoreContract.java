package io.fleetport.application.contract;

/** What every contract of a store needs. Each test works in organizations of its own, so one store may serve all of them. */
public interface StoreContract {

    Stores stores();
}
