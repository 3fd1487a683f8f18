package io.fleetport.bootstrap.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client sees once all trips are over.
 *
 * @param readings how many each vehicle has, by its name
 * @param trips of all vehicles
 */
record DrivesSeen(Map<String, Long> readings, List<JsonNode> trips) {

    /** Waits until no trip is underway. */
    static DrivesSeen of(ServerProcess server) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> server.list("/api/v1/trips?state=underway&limit=100", "trips")
                        .isEmpty());
        Map<String, Long> readings = new TreeMap<>();
        server.list("/api/v1/vehicles?limit=100", "vehicles")
                .forEach(vehicle -> readings.put(vehicle.get("vehicle_name").asText(), count(server, vehicle)));
        return new DrivesSeen(readings, server.list("/api/v1/trips?limit=100", "trips"));
    }

    /** The part about these vehicles only. */
    DrivesSeen of(Iterable<String> vehicles) {
        Map<String, Long> theirs = new TreeMap<>();
        vehicles.forEach(vehicle -> theirs.put(vehicle, readings.getOrDefault(vehicle, 0L)));
        return new DrivesSeen(
                theirs,
                trips.stream()
                        .filter(trip ->
                                theirs.containsKey(trip.get("vehicle_name").asText()))
                        .toList());
    }

    /** Readings with a position: those of the connection itself depend on how often it was cut. */
    private static long count(ServerProcess server, JsonNode vehicle) {
        return server.list(
                        "/api/v1/vehicles/" + vehicle.get("vehicle_id").asText()
                                + "/history?from=2015-01-01T00:00:00Z&until=2024-01-01T00:00:00Z&signals=position&limit=1000",
                        "history")
                .size();
    }
}
