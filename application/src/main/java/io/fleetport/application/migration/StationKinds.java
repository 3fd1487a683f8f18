package io.fleetport.application.migration;

import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationChanges.GapChange;
import io.fleetport.application.port.out.StationChanges.NewReport;
import io.fleetport.application.port.out.StationChanges.Standing;
import io.fleetport.application.port.out.StationChanges.Update;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Stations;
import io.fleetport.application.port.out.TelemetryLedger.Batch;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.LostEvents;
import io.fleetport.domain.station.StationCommand;
import io.fleetport.domain.station.StationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stations said, and what was made of it. */
final class StationKinds {

    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 500;

    /** A standing has up to 300 KB. */
    private static final int LARGE_AT_ONCE = 50;

    private static final Instant BEGIN = Instant.EPOCH;
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    /** Most gaps in the numbers of one station's events: the port tells no more. */
    private static final int MOST_GAPS = 10_000;

    /** What was heard of a station, apart from how it is registered, as each is written by itself. */
    record Heard(StationKey key, Standing standing) {}

    /** A gap in the numbers of a station's events. */
    record Lost(StationKey key, LostEvents events) {}

    static final Kind<FleetStation> STATIONS = Kind.of(
            "stations",
            AT_ONCE,
            StationKinds::stations,
            station -> station.id().value(),
            (stores, organization, rows) -> rows.forEach(station -> {
                if (!stores.stations().register(station)) {
                    throw new MigrationRefused("station " + station.id() + " is another organization's in the target");
                }
            }));

    /** At version 0: how often it was moved is the store's own. */
    static final Kind<Heard> STATION_STANDINGS = Kind.of(
            "station_standings",
            LARGE_AT_ONCE,
            (stores, organization) ->
                    Rows.some(stations(stores, organization), LARGE_AT_ONCE, stations -> standings(stores, stations)),
            heard -> heard.key().station().value(),
            (stores, organization, rows) -> commit(
                    stores,
                    StationChanges.NONE.withUpdates(rows.stream()
                            .map(heard -> new Update(heard.key(), 0, heard.standing()))
                            .toList())));

    /** Not when it was received, which DynamoDB does not keep and nobody is told. */
    static final Kind<NewReport> REPORTS = Kind.of(
            "station_reports",
            AT_ONCE,
            (stores, organization) -> Rows.each(
                    stations(stores, organization),
                    station -> reports(stores, new StationKey(organization, station.id()))),
            added -> Kind.join(
                    added.key().station(),
                    Kind.at(added.report().observedAt()),
                    Kind.sortable(added.report().fingerprint())),
            (stores, organization, rows) -> commit(stores, StationChanges.NONE.withReports(rows)));

    static final Kind<Lost> STATION_GAPS = Kind.of(
            "station_gaps",
            LARGE_AT_ONCE,
            (stores, organization) -> Rows.each(
                    stations(stores, organization),
                    station -> lost(stores, new StationKey(organization, station.id()))),
            lost -> Kind.join(
                    lost.key().station(),
                    Kind.at(lost.events().from()),
                    Kind.sortable(lost.events().boot()),
                    Kind.sortable(lost.events().first())),
            (stores, organization, rows) -> commit(
                    stores,
                    StationChanges.NONE.withGaps(rows.stream()
                            .map(lost -> new GapChange(lost.key(), List.of(), List.of(lost.events())))
                            .toList())));

    static final Kind<StationCommand> COMMANDS = Kind.newestFirst(
            "station_commands",
            AT_ONCE,
            (stores, organization) ->
                    Rows.pages(cursor -> stores.stationCommands().list(organization, null, cursor, PAGE)),
            command -> Kind.join(Kind.at(command.issuedAt()), command.id()),
            (stores, organization, rows) ->
                    rows.forEach(command -> stores.stationCommands().add(organization, command)));

    private StationKinds() {}

    private static Iterator<FleetStation> stations(PortableStores stores, OrganizationId organization) {
        return Rows.some(
                Rows.pages(cursor -> stores.stations().list(organization, Stations.Filter.ALL, cursor, AT_ONCE)),
                AT_ONCE,
                known -> known.stream().map(Stations.Known::station).toList());
    }

    private static List<Heard> standings(PortableStores stores, List<FleetStation> stations) {
        List<StationKey> keys = stations.stream()
                .map(station -> new StationKey(station.organization(), station.id()))
                .toList();
        Map<StationKey, Standing> found = stores.ledger().loadStations(keys);
        List<Heard> heard = new ArrayList<>();
        for (StationKey key : keys) {
            @Nullable Standing standing = found.get(key);
            if (standing != null && standing.version() > 0) {
                heard.add(new Heard(key, new Standing(0, standing.profile(), standing.state(), standing.memory())));
            }
        }
        return heard;
    }

    private static Iterator<NewReport> reports(PortableStores stores, StationKey key) {
        return Rows.behind(after -> reports(stores, key, after == null ? null : after.report()));
    }

    private static List<NewReport> reports(PortableStores stores, StationKey key, @Nullable StationReport after) {
        return stores.stationHistory().between(key, BEGIN, END, after, PAGE).stream()
                .map(report -> new NewReport(key, report, report.observedAt()))
                .toList();
    }

    private static Iterator<Lost> lost(PortableStores stores, StationKey key) {
        List<LostEvents> lost = stores.stationHistory().lost(key, BEGIN, END, MOST_GAPS);
        if (lost.size() == MOST_GAPS) {
            throw new MigrationRefused("station " + key.station() + " has more than " + MOST_GAPS
                    + " gaps in its numbers, which cannot be listed");
        }
        return lost.stream().map(events -> new Lost(key, events)).iterator();
    }

    static void commit(PortableStores stores, StationChanges changes) {
        stores.ledger().commit(new Batch(List.of(), List.of(), List.of(), List.of(), List.of(), changes, null));
    }
}
