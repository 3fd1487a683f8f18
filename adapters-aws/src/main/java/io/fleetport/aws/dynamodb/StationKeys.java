package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.StationKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.SwapId;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * Where everything of stations is. What a station tells is in a partition of its own, so that no partition takes the writes of
 * two stations; a pack travels and has its own. What the whole service asks for is spread over {@link #SHARDS} partitions.
 */
final class StationKeys {

    /** Partitions of what is asked for across organizations: each takes 1,000 writes a second ("Partitions and data distribution"). */
    static final int SHARDS = 16;

    /** The directory of an organization's stations, and of its packs. */
    static final String STATIONS = "stations";

    static final String PACKS = "packs";

    /** Lists by time, in {@link Index#GSI1} of an organization and in {@link Index#GSI2} of a station. */
    static final String SESSIONS = "sessions";

    static final String SWAPS = "swaps";
    static final String COMMANDS = "commands";

    static final String REPORT = Key.prefix("report");
    static final String GAP = Key.prefix("gap");
    static final String MOVE = Key.prefix("move");
    static final String LONG = Key.prefix("long");
    static final String SESSION = "session";
    static final String SWAP = "swap";

    /** Of the service: whose station each is, what has no end yet, which commands are not settled. */
    private static final String OWNERS = "owners";

    private static final String OPEN = "open";
    private static final String UNSETTLED = "unsettled";

    private static final String STATION = "station";
    private static final String PACK = "pack";
    private static final String COMMAND = "command";

    /** Sorts before every character of it, as one evidence may begin with another. */
    private static final char END_OF_EVIDENCE = ' ';

    private StationKeys() {}

    static Key directory(OrganizationId organization, StationId station) {
        return Key.of(Table.STATIONS, organization, STATIONS, station.value());
    }

    static Key owner(StationId station) {
        return Key.ofService(Table.STATIONS, sharded(OWNERS, shardOf(station.value())), station.value());
    }

    static Key standing(StationKey station) {
        return of(station, "standing");
    }

    /** The partition of a station, without its organization. */
    static String part(StationId station) {
        return Key.join(STATION, station.value());
    }

    static Key report(StationKey station, StationReport report) {
        return of(station, REPORT + position(report));
    }

    /** Where a report is among those of its station: in {@link StationReport#EVENT_ORDER}. */
    static String position(StationReport report) {
        return Key.join(Key.time(report.observedAt()), sortable(report.fingerprint()));
    }

    static Key gap(StationKey station, LostEvents lost) {
        return of(station, GAP + Key.join(sortable(lost.boot()), sortable(lost.first())));
    }

    static Key session(StationKey station, SessionId session) {
        return of(station, Key.join(SESSION, session.value()));
    }

    /** The mark of a session that took so long that it is not found by looking back a little. */
    static Key longSession(StationKey station, SessionId session) {
        return of(station, LONG + session.value());
    }

    static Key swap(StationKey station, SwapId swap) {
        return of(station, Key.join(SWAP, swap.value()));
    }

    /** In the partition of a station. */
    static Key of(StationKey station, String sk) {
        return Key.of(Table.STATIONS, station.organization(), part(station.station()), sk);
    }

    static Key pack(OrganizationId organization, PackId pack) {
        return Key.of(Table.STATIONS, organization, Key.join(PACK, pack.value()), "pack");
    }

    /** The partition of a pack, without its organization. */
    static String part(PackId pack) {
        return Key.join(PACK, pack.value());
    }

    /** By {@link PackMove#ORDER}. */
    static Key move(OrganizationId organization, PackMove move) {
        String sk = MOVE
                + Key.join(
                        Key.time(move.at()),
                        String.valueOf(code(move.kind())),
                        move.station().value(),
                        move.evidence() + END_OF_EVIDENCE + move.slot().value());
        return Key.of(Table.STATIONS, organization, part(move.pack()), sk);
    }

    /** In the order in which moves of one time count. */
    static int code(PackMove.Kind kind) {
        return switch (kind) {
            case OUT -> 0;
            case SEEN -> 1;
            case IN -> 2;
        };
    }

    static Key command(OrganizationId organization, UUID command) {
        return Key.of(Table.STATIONS, organization, Key.join(COMMAND, command.toString()), COMMAND);
    }

    /** The mark of a session or swap that has no end yet. */
    static Key open(StationKey station, String told) {
        String sk = Key.join(station.organization().value(), station.station().value(), told);
        return Key.ofService(
                Table.STATIONS, sharded(OPEN, shardOf(station.station().value())), sk);
    }

    /** With what the marks of one of its stations begin. */
    static String openOf(StationKey station, String kind) {
        return Key.prefix(station.organization().value(), station.station().value(), kind);
    }

    static String openPartition(int shard) {
        return Key.join(Key.SERVICE, sharded(OPEN, shard));
    }

    /** The mark of a command that is not settled, in the order in which they expire. */
    static Key unsettled(OrganizationId organization, UUID command, Instant expiresAt) {
        String sk = Key.join(Key.time(expiresAt), command.toString(), organization.value());
        return Key.ofService(Table.STATIONS, sharded(UNSETTLED, shardOf(command.toString())), sk);
    }

    static String unsettledPartition(int shard) {
        return Key.join(Key.SERVICE, sharded(UNSETTLED, shard));
    }

    static String ownersPartition(int shard) {
        return Key.join(Key.SERVICE, sharded(OWNERS, shard));
    }

    /** The partition of a list in an index: of an organization, or of one of its stations. */
    static String list(OrganizationId organization, String list) {
        return Key.join(organization.value(), list);
    }

    static String list(StationKey station, String list) {
        return Key.join(station.organization().value(), part(station.station()), list);
    }

    /** The partition of {@link Index#GSI2} in which the moves of packs lie that name a vehicle. */
    static String moves(OrganizationId organization, VehicleId vehicle) {
        return Key.join(organization.value(), "vehicle", vehicle.toString());
    }

    /** Any number as text that sorts as numbers do. */
    static String sortable(long number) {
        return HexFormat.of().toHexDigits(number ^ Long.MIN_VALUE);
    }

    private static String sharded(String what, int shard) {
        return Key.join(what, String.format(Locale.ROOT, "%02d", shard));
    }

    /** The hash is a specification of Java's ("String.hashCode"): another process finds the same. */
    static int shardOf(String name) {
        return Math.floorMod(name.hashCode(), SHARDS);
    }
}
