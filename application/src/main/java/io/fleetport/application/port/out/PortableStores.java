package io.fleetport.application.port.out;

/**
 * Stores from which an organization can be copied to others, of another technology or not. Beside what all stores tell, they
 * tell what only the next owner of the data must know. Safe to use from many threads.
 */
public interface PortableStores extends Stores {

    TenantRecords tenantRecords();

    DeliveryRecords deliveryRecords();
}
