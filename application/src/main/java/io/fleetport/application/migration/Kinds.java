package io.fleetport.application.migration;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** What is copied, in the order in which it is, and what is not. */
final class Kinds {

    /**
     * What others refer to comes before them. What makes a process act, such as an erasure, comes late, and the account last: a
     * service that already runs on the target does nothing for an organization that it does not know.
     */
    static final List<Kind<?>> ALL = List.of(
            AccountKinds.DATA_KEYS,
            AccountKinds.ROLES,
            AccountKinds.MEMBERS,
            AccountKinds.FLEETS,
            AccountKinds.FLEET_CONTENTS,
            AccountKinds.API_KEYS,
            AccountKinds.CLAIMS,
            VehicleKinds.VEHICLES,
            VehicleKinds.VINS,
            VehicleKinds.PRIVACY_RULES,
            VehicleKinds.TRIPS,
            VehicleKinds.GAPS,
            VehicleKinds.READINGS,
            VehicleKinds.DEAD_LETTERS,
            VehicleKinds.DOCUMENTS,
            StationKinds.STATIONS,
            StationKinds.STATION_STANDINGS,
            StationKinds.REPORTS,
            EnergyKinds.SESSIONS,
            EnergyKinds.SWAPS,
            EnergyKinds.PACKS,
            EnergyKinds.PACK_MOVES,
            StationKinds.STATION_GAPS,
            StationKinds.COMMANDS,
            DeliveryKinds.WEBHOOKS,
            DeliveryKinds.EVENTS,
            DeliveryKinds.REFUSED_EVENTS,
            DeliveryKinds.ATTEMPTS,
            DeliveryKinds.WAITING,
            DeliveryKinds.LANES,
            AccountKinds.USAGE,
            AccountKinds.AUDIT,
            AccountKinds.ERASURES,
            AccountKinds.ACCOUNT);

    /** Why something of an organization stays where it is. */
    static final Map<String, String> NOT_COPIED = Map.ofEntries(
            entry("messages on their way to the archive", "the source's own service still brings them there"),
            entry("events that wait for an event bus", "the source's own service still publishes them"),
            entry("answers to repeated requests", "they are forgotten within a day, and a retry begins anew"),
            entry("claims of deliveries underway", "whoever held one has stopped, and it is tried again"),
            entry("versions (ETags) of webhooks and standings", "they begin anew in each store"),
            entry("when a station's report was received", "nobody is told, and DynamoDB does not keep it"),
            entry("files of the archive and of documents", "they are in neither of the stores"));

    private Kinds() {}
}
