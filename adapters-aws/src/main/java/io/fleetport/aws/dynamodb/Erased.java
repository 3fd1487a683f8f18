package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.VehicleKey;
import java.util.List;

/** Which vehicles were erased and have not been let in again: nothing may be stored of them. Safe to use from many threads. */
interface Erased {

    /**
     * What a transaction that stores a vehicle for the first time has to check: at most two items, such as the absence of an
     * order that is in force. The ledger says what it means when it does not hold.
     */
    List<Write> checks(VehicleKey key);
}
