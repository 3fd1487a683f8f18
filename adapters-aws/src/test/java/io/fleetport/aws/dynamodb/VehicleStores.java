package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vehicles' stores in some tables, and no others: nobody has stations, waits for events, or has erased anything. */
final class VehicleStores {

    private VehicleStores() {}

    static Stores in(Database database) {
        return in(database, new SimpleMeterRegistry());
    }

    static Stores in(Database database, SimpleMeterRegistry meters) {
        Clock clock = Clock.systemUTC();
        EventQueues queues = new NoQueues();
        Map<String, Object> stores = new HashMap<>();
        stores.put(
                "ledger",
                new DynamoTelemetryLedger(database, new NoStations(), queues, key -> List.of(), clock, meters));
        stores.put("vehicles", new DynamoVehicles(database));
        stores.put("trips", new DynamoTrips(database));
        stores.put("gaps", new DynamoGaps(database));
        stores.put("deadLetters", new DynamoDeadLetters(database));
        stores.put("history", new DynamoHistory(database));
        stores.put("outbox", new DynamoOutbox(database, clock));
        stores.put("events", new DynamoEventLog(database, queues));
        return (Stores) Proxy.newProxyInstance(
                Stores.class.getClassLoader(), new Class<?>[] {Stores.class}, (proxy, method, arguments) -> {
                    Object store = stores.get(method.getName());
                    if (store == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return store;
                });
    }

    private static final class NoStations implements StationItems {
        @Override
        public Map<StationKey, StationChanges.Standing> load(Collection<StationKey> keys) {
            return Map.of();
        }

        @Override
        public List<StationKey> withOpenEnds() {
            return List.of();
        }

        @Override
        public List<Step> steps(StationChanges changes) {
            return List.of();
        }
    }

    private static final class NoQueues implements EventQueues {
        @Override
        public List<Write> queued(Event event, String position) {
            return List.of();
        }

        @Override
        public void drop(Collection<Event> events) {
            // nothing waits
        }
    }
}
