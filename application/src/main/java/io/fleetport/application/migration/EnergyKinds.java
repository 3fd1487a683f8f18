package io.fleetport.application.migration;

import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.port.out.Sessions;
import io.fleetport.application.port.out.StationChanges;
import io.fleetport.application.port.out.StationChanges.Moved;
import io.fleetport.application.port.out.StationChanges.PackSeen;
import io.fleetport.application.port.out.StationChanges.SessionChange;
import io.fleetport.application.port.out.StationChanges.SwapChange;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.ChargingSession;
import io.fleetport.domain.station.PackMove;
import io.fleetport.domain.station.SessionFacts;
import io.fleetport.domain.station.SessionId;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What energy went where at stations, and which packs. */
final class EnergyKinds {

    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 500;

    /** Each is two or three items of one transaction, of which DynamoDB takes a hundred. */
    private static final int FEW_AT_ONCE = 30;

    static final Kind<SessionChange> SESSIONS = Kind.newestFirst(
            "charging_sessions",
            FEW_AT_ONCE,
            (stores, organization) -> Rows.some(
                    Rows.pages(cursor -> stores.sessions().list(organization, Sessions.Filter.ALL, cursor, PAGE)),
                    PAGE,
                    sessions -> sessions(stores, organization, sessions)),
            change -> Kind.join(
                    Kind.at(change.session().startedAt()),
                    change.key().station(),
                    change.session().id().value()),
            (stores, organization, rows) -> StationKinds.commit(stores, StationChanges.NONE.withSessions(rows)));

    static final Kind<SwapChange> SWAPS = Kind.newestFirst(
            "swaps",
            FEW_AT_ONCE,
            (stores, organization) -> Rows.some(
                    Rows.pages(cursor -> stores.swaps().list(organization, Swaps.Filter.ALL, cursor, PAGE)),
                    PAGE,
                    swaps -> swaps(stores, organization, swaps)),
            change -> Kind.join(
                    Kind.at(change.swap().startedAt()),
                    change.key().station(),
                    change.swap().id().value()),
            (stores, organization, rows) -> StationKinds.commit(stores, StationChanges.NONE.withSwaps(rows)));

    static final Kind<Packs.Known> PACKS = Kind.of(
            "packs",
            AT_ONCE,
            EnergyKinds::packs,
            known -> known.id().value(),
            (stores, organization, rows) -> StationKinds.commit(
                    stores,
                    StationChanges.NONE.withPacks(rows.stream()
                            .map(known -> seen(organization, known))
                            .toList())));

    static final Kind<Moved> PACK_MOVES = Kind.of(
            "pack_moves",
            AT_ONCE,
            (stores, organization) -> Rows.each(
                    packs(stores, organization),
                    known -> Rows.sortedWithin(
                            Rows.<Moved>behind(
                                    after -> stores.tenantRecords().moves(organization, known.id(), after, PAGE)),
                            moved -> moved.move().at(),
                            Comparator.comparing(Moved::move, PackMove.ORDER))),
            moved -> Kind.join(
                    moved.move().pack(),
                    Kind.at(moved.move().at()),
                    code(moved.move().kind()),
                    moved.move().station(),
                    moved.move().evidence(),
                    moved.move().slot()),
            (stores, organization, rows) -> StationKinds.commit(stores, StationChanges.NONE.withMoves(rows)));

    private EnergyKinds() {}

    /** Of several moves at one time the greater counts as later. */
    private static int code(PackMove.Kind kind) {
        return switch (kind) {
            case OUT -> 0;
            case SEEN -> 1;
            case IN -> 2;
        };
    }

    private static List<SessionChange> sessions(
            PortableStores stores, OrganizationId organization, List<ChargingSession> sessions) {
        Map<StationId, Map<SessionId, SessionFacts>> facts =
                facts(sessions, ChargingSession::station, ChargingSession::id, (station, ids) -> stores.sessions()
                        .facts(new StationKey(organization, station), ids));
        return sessions.stream()
                .map(session -> new SessionChange(
                        new StationKey(organization, session.station()),
                        session,
                        known(facts, session.station(), session.id())))
                .toList();
    }

    private static List<SwapChange> swaps(PortableStores stores, OrganizationId organization, List<Swap> swaps) {
        Map<StationId, Map<SwapId, SwapFacts>> facts =
                facts(swaps, Swap::station, Swap::id, (station, ids) -> stores.swaps()
                        .facts(new StationKey(organization, station), ids));
        return swaps.stream()
                .map(swap -> new SwapChange(
                        new StationKey(organization, swap.station()), swap, known(facts, swap.station(), swap.id())))
                .toList();
    }

    private static <T, I, F> Map<StationId, Map<I, F>> facts(
            List<T> all,
            Function<T, StationId> station,
            Function<T, I> id,
            BiFunction<StationId, List<I>, Map<I, F>> ask) {
        Map<StationId, Map<I, F>> facts = new HashMap<>();
        all.stream()
                .collect(Collectors.groupingBy(station, Collectors.mapping(id, Collectors.toList())))
                .forEach((one, ids) -> facts.put(one, ask.apply(one, ids)));
        return facts;
    }

    private static <I, F> F known(Map<StationId, Map<I, F>> facts, StationId station, I id) {
        @Nullable F known = facts.getOrDefault(station, Map.of()).get(id);
        if (known == null) {
            throw new MigrationRefused(
                    "what " + id + " of station " + station + " is told from is gone: stop who writes");
        }
        return known;
    }

    private static Iterator<Packs.Known> packs(PortableStores stores, OrganizationId organization) {
        return Rows.pages(cursor -> stores.packs().list(organization, cursor, PAGE));
    }

    private static PackSeen seen(OrganizationId organization, Packs.Known known) {
        return new PackSeen(
                new StationKey(organization, known.station()),
                known.id(),
                known.slot(),
                known.observedAt(),
                known.condition());
    }
}
