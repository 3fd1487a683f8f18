package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.ACME;

import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of everything an organization can have, and what each is called in paths. */
final class OwnThings {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final Map<String, String> ids = new HashMap<>();

    OwnThings(WebServer server) throws Exception {
        Fleet fleet = new Fleet(server.stores.ledger());
        Forecourt forecourt = new Forecourt(server.stores.ledger());
        VehicleId id = new VehicleId(UUID.randomUUID());
        var vehicle = fleet.vehicle(
                ACME, "Van 1", Fleet.driving(id, NOON, 47.1), Fleet.driving(id, NOON.plusSeconds(60), 47.2));
        var trip = fleet.trip(vehicle, NOON);
        fleet.gap(vehicle, trip);
        ids.put("vehicle_id", vehicle.vehicle().toString());
        ids.put("trip_id", trip.id().toString());
        ids.put("dead_letter_id", fleet.deadLetter(vehicle, "{").id().toString());
        var station = forecourt.station("S-1");
        forecourt.session(station, "c-1", NOON, NOON.plusSeconds(600), 12);
        forecourt.completed(station, "w-1", NOON);
        forecourt.travelledPack(station, "P-1");
        forecourt.reports(station, Forecourt.report(NOON, StationStatus.OPERATIONAL, 21.5));
        ids.put("station_id", "S-1");
        ids.put("session_id", "c-1");
        ids.put("swap_id", "w-1");
        ids.put("pack_id", "P-1");
        String command = server.send(
                        "POST",
                        "/api/v1/stations/S-1/commands",
                        server.token(Role.DISPATCHER),
                        "{\"command\": \"restart\"}")
                .body();
        ids.put("command_id", WebServer.JSON.readTree(command).get("command_id").asText());
        ids.put("form", "gpx");
        ids.put("type", "not-found");
    }

    String path(String template) {
        return VARIABLE.matcher(template).replaceAll(variable -> Matcher.quoteReplacement(id(variable.group(1))));
    }

    String id(String variable) {
        String id = ids.get(variable);
        if (id == null) {
            throw new AssertionError("OwnThings has nothing for {" + variable + "}: give it one");
        }
        return id;
    }

    boolean has(String variable) {
        return ids.containsKey(variable);
    }

    /** Whether a text names any of them that is nobody else's by chance. */
    boolean areIn(String text) {
        return text.contains(id("vehicle_id"))
                || text.contains(id("trip_id"))
                || text.contains("\"S-1\"")
                || text.contains(id("dead_letter_id"))
                || text.contains("\"P-1\"")
                || text.contains(id("command_id"));
    }
}
