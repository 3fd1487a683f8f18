package io.fleetport.bootstrap.http;

import static io.fleetport.application.port.in.Permission.CLAIM_VEHICLES;
import static io.fleetport.application.port.in.Permission.COMMAND_STATIONS;
import static io.fleetport.application.port.in.Permission.DELIVER_READINGS;
import static io.fleetport.application.port.in.Permission.ERASE_DATA;
import static io.fleetport.application.port.in.Permission.FOLLOW_LIVE;
import static io.fleetport.application.port.in.Permission.MANAGE_DOCUMENTS;
import static io.fleetport.application.port.in.Permission.MANAGE_FLEETS;
import static io.fleetport.application.port.in.Permission.MANAGE_KEYS;
import static io.fleetport.application.port.in.Permission.MANAGE_MEMBERS;
import static io.fleetport.application.port.in.Permission.MANAGE_PRIVACY;
import static io.fleetport.application.port.in.Permission.MANAGE_STATIONS;
import static io.fleetport.application.port.in.Permission.MANAGE_WEBHOOKS;
import static io.fleetport.application.port.in.Permission.OPERATE;
import static io.fleetport.application.port.in.Permission.VIEW_AUDIT;
import static io.fleetport.application.port.in.Permission.VIEW_DEAD_LETTERS;
import static io.fleetport.application.port.in.Permission.VIEW_DOCUMENTS;
import static io.fleetport.application.port.in.Permission.VIEW_GAPS;
import static io.fleetport.application.port.in.Permission.VIEW_HISTORY;
import static io.fleetport.application.port.in.Permission.VIEW_STATIONS;
import static io.fleetport.application.port.in.Permission.VIEW_TRIPS;
import static io.fleetport.application.port.in.Permission.VIEW_USAGE;
import static io.fleetport.application.port.in.Permission.VIEW_VEHICLES;
import static io.fleetport.application.port.in.Permission.VIEW_VINS;

import io.fleetport.application.port.in.Permission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: one row for each operation of the API's description. An operation without a row fails
 * {@link OpenApiWalkTest}, and so does a row without an operation.
 *
 * <p>To add one: {@code one} for what names a thing of an organization in its path, {@code list} for what shows all of
 * one's own, {@code named} for what takes away something by a name of one's own choice, {@code own} for what concerns nobody else's things, {@code open} for what needs no token. A path variable that
 * is not there yet gets its value in {@link OwnThings}.
 */
final class AccessRules {

    /** What an operation answers to another organization whose caller may do it at home. */
    enum Others {
        /** It does not exist for them: 404. */
        NOT_FOUND,
        /** They see or change their own, and nothing of ours. */
        THEIR_OWN,
        /** Each organization chooses such names: they take away their own, or find none. */
        OWN_NAME,
        /** A name that all organizations share is taken: 409. */
        TAKEN,
        /** They see what they themselves tried, which may name our things, in a log that is theirs. */
        THEIR_LOG,
        /** It is the service's: whoever runs it may do so from any organization. */
        SAME
    }

    /** @param permission that is needed; null when no token is */
    record Rule(
            String operation,
            @Nullable Permission permission,
            @Nullable String body,
            Others others) {}

    static final List<Rule> ALL = List.of(
            list("listVehicles", VIEW_VEHICLES),
            one("getVehicle", VIEW_VEHICLES),
            one("getVehicleState", VIEW_VEHICLES),
            one("getVehicleHistory", VIEW_HISTORY),
            list("listTrips", VIEW_TRIPS),
            one("getTrip", VIEW_TRIPS),
            one("getTrack", VIEW_TRIPS),
            one("getTrackFile", VIEW_TRIPS),
            list("listGaps", VIEW_GAPS),
            list("listDeadLetters", VIEW_DEAD_LETTERS),
            list("countDeadLetters", VIEW_DEAD_LETTERS),
            one("getDeadLetter", VIEW_DEAD_LETTERS),
            list("listStations", VIEW_STATIONS),
            one("getStation", VIEW_STATIONS),
            one("listSlots", VIEW_STATIONS),
            one("getStationHistory", VIEW_HISTORY),
            one("getAvailability", VIEW_STATIONS),
            one("listStationGaps", VIEW_STATIONS),
            one("listStationDays", VIEW_STATIONS),
            list("listSessions", VIEW_STATIONS),
            one("listSessionsOfStation", VIEW_STATIONS),
            one("getSession", VIEW_STATIONS),
            list("listSwaps", VIEW_STATIONS),
            one("listSwapsOfStation", VIEW_STATIONS),
            one("getSwap", VIEW_STATIONS),
            list("listPacks", VIEW_STATIONS),
            one("getPack", VIEW_STATIONS),
            one("listCommands", VIEW_STATIONS),
            one("getCommand", VIEW_STATIONS),
            one("commandStation", COMMAND_STATIONS, "{\"command\": \"restart\"}"),
            one("changeStation", MANAGE_STATIONS, "{\"name\": \"North\"}"),
            one("certifyStation", MANAGE_STATIONS, "{\"csr\": \"please\"}"),
            new Rule("registerStation", MANAGE_STATIONS, "{\"station_id\": \"S-1\"}", Others.TAKEN),
            own("deliverReadings", DELIVER_READINGS, "[]"),
            list("followLive", FOLLOW_LIVE),
            list("listFleets", VIEW_VEHICLES),
            one("getFleet", VIEW_VEHICLES),
            own("putFleet", MANAGE_FLEETS, "{\"name\": \"North\"}"),
            one("putVehicleIntoFleet", MANAGE_FLEETS),
            one("putStationIntoFleet", MANAGE_FLEETS),
            named("takeVehicleOutOfFleet", MANAGE_FLEETS),
            named("takeStationOutOfFleet", MANAGE_FLEETS),
            named("deleteFleet", MANAGE_FLEETS),
            list("listMembers", MANAGE_MEMBERS),
            own("putMember", MANAGE_MEMBERS, "{\"name\": \"Mia\", \"roles\": [\"viewer\"]}"),
            named("deleteMember", MANAGE_MEMBERS),
            list("listRoles", MANAGE_MEMBERS),
            own("putRole", MANAGE_MEMBERS, "{\"permissions\": [\"view_trips\"]}"),
            named("deleteRole", MANAGE_MEMBERS),
            list("listApiKeys", MANAGE_KEYS),
            own("createApiKey", MANAGE_KEYS, "{\"name\": \"Feed\", \"roles\": [\"viewer\"]}"),
            one("revokeApiKey", MANAGE_KEYS),
            list("listVehicleClaims", CLAIM_VEHICLES),
            own("claimVehicle", CLAIM_VEHICLES, "{\"vin\": \"{another_vin}\"}"),
            one("getVehicleClaim", CLAIM_VEHICLES),
            one("releaseVehicleClaim", CLAIM_VEHICLES),
            service("approveVehicleClaim", null),
            service("rejectVehicleClaim", null),
            service("listOrganizations", null),
            service("createOrganization", "{\"organization\": \"{another_name}\", \"name\": \"Another\"}"),
            service("getOrganization", null),
            service("changeOrganization", "{\"name\": \"Acme\"}"),
            service("getOrganizationUsage", null),
            service("impersonate", "{\"reason\": \"support case 17\"}"),
            list("getOwnOrganization", VIEW_USAGE),
            list("getUsage", VIEW_USAGE),
            new Rule("listAuditEntries", VIEW_AUDIT, null, Others.THEIR_LOG),
            new Rule("exportAudit", VIEW_AUDIT, null, Others.THEIR_LOG),
            list("listDocuments", VIEW_DOCUMENTS),
            one("createDocument", MANAGE_DOCUMENTS, OwnThings.DOCUMENT),
            one("getDocument", VIEW_DOCUMENTS),
            one("renewDocumentUpload", MANAGE_DOCUMENTS),
            one("confirmDocument", MANAGE_DOCUMENTS),
            one("downloadDocument", VIEW_DOCUMENTS),
            one("removeDocument", MANAGE_DOCUMENTS),
            list("listWebhooks", MANAGE_WEBHOOKS),
            own("createWebhook", MANAGE_WEBHOOKS, "{\"url\": \"http://localhost:9/hook\", \"event_types\": []}"),
            one("getWebhook", MANAGE_WEBHOOKS),
            one("changeWebhook", MANAGE_WEBHOOKS, "{\"name\": \"Depot\"}"),
            one("testWebhook", MANAGE_WEBHOOKS),
            one("rotateWebhookSecret", MANAGE_WEBHOOKS),
            one("listDeliveries", MANAGE_WEBHOOKS),
            one("replayEvents", MANAGE_WEBHOOKS, "{\"from\": \"{an_hour_ago}\"}"),
            one("resumeWebhook", MANAGE_WEBHOOKS),
            one("removeWebhook", MANAGE_WEBHOOKS),
            one("revealVin", VIEW_VINS, "{\"reason\": \"reported stolen\"}"),
            one("getVehiclePrivacy", MANAGE_PRIVACY),
            one("putVehiclePrivacy", MANAGE_PRIVACY, "{\"positions\": \"on\"}"),
            list("listErasures", ERASE_DATA),
            one("getErasure", ERASE_DATA),
            one(
                    "requestErasure",
                    ERASE_DATA,
                    "{\"vehicle_id\": \"{another_vehicle_id}\", \"reason\": \"sold and asked for\"}"),
            one("readmitVehicle", ERASE_DATA, "{\"reason\": \"bought again later\"}"),
            open("listProblemTypes"),
            open("getProblemType"));

    /** What the operator may do as well, whose organization owns none of it. */
    static final Set<String> OPERATORS_TOO = Set.of("listVehicleClaims", "getVehicleClaim");

    private AccessRules() {}

    private static Rule one(String operation, Permission permission) {
        return new Rule(operation, permission, null, Others.NOT_FOUND);
    }

    private static Rule one(String operation, Permission permission, String body) {
        return new Rule(operation, permission, body, Others.NOT_FOUND);
    }

    private static Rule list(String operation, Permission permission) {
        return new Rule(operation, permission, null, Others.THEIR_OWN);
    }

    private static Rule own(String operation, Permission permission, String body) {
        return new Rule(operation, permission, body, Others.THEIR_OWN);
    }

    private static Rule named(String operation, Permission permission) {
        return new Rule(operation, permission, null, Others.OWN_NAME);
    }

    private static Rule service(String operation, @Nullable String body) {
        return new Rule(operation, OPERATE, body, Others.SAME);
    }

    private static Rule open(String operation) {
        return new Rule(operation, null, null, Others.THEIR_OWN);
    }
}
