package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.VehicleKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of a batch's deliveries, by their index, are about whom; in the order first met. */
record Subjects(Map<VehicleKey, List<Integer>> vehicles, Map<StationKey, List<Integer>> stations) {

    static Subjects of(List<Delivery> deliveries) {
        Subjects subjects = new Subjects(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int i = 0; i < deliveries.size(); i++) {
            List<Integer> indexes =
                    switch (deliveries.get(i).subject()) {
                        case VehicleKey vehicle ->
                            subjects.vehicles.computeIfAbsent(vehicle, key -> new ArrayList<>(2));
                        case StationKey station ->
                            subjects.stations.computeIfAbsent(station, key -> new ArrayList<>(2));
                    };
            indexes.add(i);
        }
        return subjects;
    }
}
