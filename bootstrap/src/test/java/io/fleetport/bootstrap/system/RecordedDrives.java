package io.fleetport.bootstrap.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.trip.GroundTruth;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The labelled drives as files a user would replay, and the trips of the API in the words of the ground truth. */
final class RecordedDrives {

    private RecordedDrives() {}

    /** Puts a set's telemetry into the folder. */
    static Path file(String set, Path folder) {
        try (InputStream in = Objects.requireNonNull(
                GroundTruth.class.getResourceAsStream("/drives/" + set + "/telemetry.csv.gz"), set)) {
            Path file = folder.resolve(set + ".csv.gz");
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GroundTruth.Found> found(List<JsonNode> trips, GroundTruth truth) {
        List<String> vehicles =
                truth.drives().stream().map(GroundTruth.Drive::vehicle).toList();
        List<GroundTruth.Found> found = new ArrayList<>();
        for (JsonNode trip : trips) {
            String vehicle = trip.get("vehicle_name").asText();
            if (vehicles.contains(vehicle)) {
                found.add(new GroundTruth.Found(
                        vehicle,
                        Instant.parse(trip.get("started_at").asText()),
                        Instant.parse(trip.get("ended_at").asText()),
                        trip.get("distance_km").asDouble(),
                        trip.get("fuel_l").asDouble(Double.NaN),
                        trip.get("soc_used_percent").asDouble(Double.NaN)));
            }
        }
        found.sort(Comparator.comparing(GroundTruth.Found::vehicle).thenComparing(GroundTruth.Found::startedAt));
        return found;
    }

    /** What a trip says, without what depends on the order in which its readings came: id and revision. */
    static List<String> content(List<JsonNode> trips) {
        return trips.stream()
                .map(trip -> trip.get("vehicle_name").asText() + " " + trip.get("started_at") + " "
                        + trip.get("ended_at") + " " + trip.get("distance_km") + " " + trip.get("distance_source") + " "
                        + trip.get("fuel_l") + " " + trip.get("soc_used_percent") + " " + trip.get("coverage") + " "
                        + trip.get("max_speed_kmh") + " " + trip.get("moving_s"))
                .sorted()
                .toList();
    }
}
