package io.fleetport.application.station;

import io.fleetport.application.fleet.Cursors;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewPacks;
import io.fleetport.application.port.out.Packs;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.PackId;
import io.fleetport.domain.station.PackStay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows packs and where they were. Safe to call from many threads. */
public final class PackViews implements ViewPacks {

    private static final int MOST_MOVES = 10_000;

    /** Moves that tell where a pack is now: leaving a station may be told more than once, and not always where to. */
    private static final int NEWEST_MOVES = 8;

    private final Packs packs;

    public PackViews(Packs packs) {
        this.packs = packs;
    }

    @Override
    public Page<Located> list(Caller caller, @Nullable String cursor, int limit) {
        caller.require(Permission.VIEW_STATIONS);
        OrganizationId organization = caller.organization();
        Page<Packs.Known> page = Cursors.reading(cursor, () -> packs.list(organization, cursor, limit));
        return new Page<>(
                page.items().stream()
                        .map(pack -> travelled(organization, pack, NEWEST_MOVES).located())
                        .toList(),
                page.next());
    }

    @Override
    public Optional<Travelled> find(Caller caller, PackId pack) {
        caller.require(Permission.VIEW_STATIONS);
        return packs.find(caller.organization(), pack)
                .map(known -> travelled(caller.organization(), known, MOST_MOVES));
    }

    private Travelled travelled(OrganizationId organization, Packs.Known pack, int moves) {
        List<PackStay> journey = PackStay.journey(
                packs.moves(organization, pack.id(), moves), pack.station(), pack.slot(), pack.observedAt());
        return new Travelled(pack, journey);
    }
}
