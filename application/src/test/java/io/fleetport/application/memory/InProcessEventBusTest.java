package io.fleetport.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.EventBusContract;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InProcessEventBusTest implements EventBusContract {

    private final InProcessEventBus bus = new InProcessEventBus(256 << 10, 100);

    @Override
    public EventBus bus() {
        return bus;
    }

    @Override
    public List<UUID> taken() {
        return bus.taken().stream().map(Event::id).toList();
    }

    @Test
    void onlySoManyAreRemembered() {
        InProcessEventBus forgetful = new InProcessEventBus(1_000, 2);
        List<Event> events = List.of(
                EventBusContract.event(Sample.aVehicle(), 1),
                EventBusContract.event(Sample.aVehicle(), 1),
                EventBusContract.event(Sample.aVehicle(), 1));

        forgetful.publish(events);

        assertThat(forgetful.taken()).containsExactly(events.get(1), events.get(2));
    }
}
