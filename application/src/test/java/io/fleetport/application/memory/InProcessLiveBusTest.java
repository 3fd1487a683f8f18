package io.fleetport.application.memory;

import io.fleetport.application.contract.LiveBusContract;
import io.fleetport.application.port.out.LiveBus;

class InProcessLiveBusTest implements LiveBusContract {

    private final InProcessLiveBus bus = new InProcessLiveBus(WINDOW);

    @Override
    public LiveBus bus() {
        return bus;
    }
}
