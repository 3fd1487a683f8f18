package io.fleetport.bootstrap.http;

import static io.fleetport.bootstrap.http.Fleet.NOON;
import static io.fleetport.bootstrap.http.WebServer.ACME;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.VinKeeping;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.vehicle.VehicleId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of everything an organization can have, and what each is called in paths. */
final class OwnThings {

    private static final String ERASURE =
            "{\"vehicle_id\": \"{another_vehicle_id}\", \"reason\": \"sold and asked for\"}";

    private static final String NOTE = "%PDF-1.7 a delivery note";

    static final String DOCUMENT = "{\"kind\": \"trip_document\", \"trip_id\": \"{trip_id}\","
            + " \"file_name\": \"note.pdf\", \"content_type\": \"application/pdf\", \"size_bytes\": "
            + NOTE.length() + ", \"sha256\": \""
            + HexFormat.of().formatHex(Sha256.of(NOTE.getBytes(StandardCharsets.US_ASCII))) + "\"}";

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final Map<String, String> ids = new HashMap<>();
    private final WebServer server;
    private final Fleet fleet;
    private int another;

    OwnThings(WebServer server) throws Exception {
        this.server = server;
        fleet = new Fleet(server.stores.ledger());
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
        ids.put("fleet_id", "north");
        ids.put("subject", "mia");
        ids.put("role", "night_shift");
        ids.put("organization", "acme");
        keepVin(vehicle);
        put("/fleets/north", "{\"name\": \"North\"}");
        put("/fleets/north/vehicles/" + id, null);
        put("/fleets/north/stations/S-1", null);
        put("/members/mia", "{\"name\": \"Mia\", \"roles\": []}");
        put("/roles/night_shift", "{\"permissions\": [\"view_trips\"]}");
        make("api_key_id", "/api-keys", "{\"name\": \"Feed\", \"roles\": [\"viewer\"]}");
        make("claim_id", "/vehicle-claims", filled("{\"vin\": \"{another_vin}\"}"));
        make("webhook_id", "/webhooks", "{\"url\": \"http://localhost:9/hook\", \"event_types\": []}");
        make("erasure_id", "/erasures", filled(ERASURE));
        makeDocument();
        ids.put("form", "gpx");
        ids.put("type", "not-found");
    }

    /** Before an operation that uses a thing up: there is one again. */
    void renew(String operation) throws Exception {
        switch (operation) {
            case "deleteFleet" -> put("/fleets/north", "{\"name\": \"North\"}");
            case "takeVehicleOutOfFleet", "putVehicleIntoFleet" -> {
                put("/fleets/north", "{\"name\": \"North\"}");
                put("/fleets/north/vehicles/" + id("vehicle_id"), null);
            }
            case "takeStationOutOfFleet", "putStationIntoFleet" -> {
                put("/fleets/north", "{\"name\": \"North\"}");
                put("/fleets/north/stations/S-1", null);
            }
            case "deleteMember" -> put("/members/mia", "{\"name\": \"Mia\", \"roles\": []}");
            case "deleteRole" -> put("/roles/night_shift", "{\"permissions\": [\"view_trips\"]}");
            case "revokeApiKey" -> make("api_key_id", "/api-keys", "{\"name\": \"Feed\", \"roles\": [\"viewer\"]}");
            case "releaseVehicleClaim", "approveVehicleClaim", "rejectVehicleClaim" ->
                make("claim_id", "/vehicle-claims", filled("{\"vin\": \"{another_vin}\"}"));
            case "removeWebhook" ->
                make("webhook_id", "/webhooks", "{\"url\": \"http://localhost:9/hook\", \"event_types\": []}");
            case "renewDocumentUpload", "confirmDocument", "removeDocument" -> makeDocument();
            case "downloadDocument" -> {
                makeDocument();
                var confirmed = server.send(
                        "POST", path("/api/v1/documents/{document_id}/confirm"), server.token(Role.ADMIN), "");
                if (!confirmed.body().contains("\"available\"")) {
                    throw new AssertionError("confirming answered " + confirmed.body());
                }
            }
            case "readmitVehicle" -> {
                make("erasure_id", "/erasures", filled(ERASURE));
                server.stores
                        .privacy()
                        .erasures()
                        .progress(UUID.fromString(id("erasure_id")), Erasure.State.FINISHED, Map.of(), Instant.now());
            }
            default -> {}
        }
    }

    /** A body with what must be another each time. */
    String filled(String body) {
        another++;
        String filled = body.replace("{another_vin}", String.format(Locale.ROOT, "5YJ3E1EA7KF%06d", another))
                .replace("{another_name}", "another-" + another)
                .replace("{trip_id}", id("trip_id"))
                .replace(
                        "{an_hour_ago}",
                        Instant.now().minus(Duration.ofHours(1)).toString());
        return filled.contains("{another_vehicle_id}")
                ? filled.replace(
                        "{another_vehicle_id}",
                        fleet.vehicle(ACME, "Sold " + another).vehicle().toString())
                : filled;
    }

    private void put(String path, @Nullable String body) throws Exception {
        var answer = server.send("PUT", "/api/v1" + path, server.token(Role.ADMIN), body == null ? "" : body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private void make(String id, String path, String body) throws Exception {
        ids.put(id, made(path, body).get(id).asText());
    }

    private JsonNode made(String path, String body) throws Exception {
        var answer = server.send("POST", "/api/v1" + path, server.token(Role.ADMIN), body);
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return WebServer.JSON.readTree(answer.body());
    }

    /** One whose bytes are there. */
    private void makeDocument() throws Exception {
        JsonNode made = made("/documents", filled(DOCUMENT));
        ids.put("document_id", made.get("document_id").asText());
        var request = HttpRequest.newBuilder(URI.create(made.at("/upload/url").asText()))
                .header("Content-Type", "application/pdf")
                .PUT(HttpRequest.BodyPublishers.ofString(NOTE));
        var answer = server.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("uploading answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private void keepVin(VehicleKey vehicle) {
        try (VinKeeping keeping = new VinKeeping(
                (organization, scheme, name) -> vehicle.vehicle(),
                server.stores.privacy().vins(),
                server.keys,
                server.book)) {
            keeping.start();
            keeping.of(vehicle.organization(), "vin", "5YJ3E1EA7KF317000");
            await().until(() -> server.stores.privacy().vins().find(vehicle).isPresent());
        }
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
                || text.contains(id("command_id"))
                || text.contains(id("document_id"));
    }
}
