package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Place;
import io.fleetport.application.port.out.Stations;
import io.fleetport.domain.fleet.FleetStation;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stations and pages of them through the cache: for showing, not for deciding. Lists around a point are asked of the store, as
 * there are as many points as people. Safe to call from many threads.
 */
public final class CachedStations implements Stations {

    private static final AnswerForm<Known> ONE = new KnownStationForm();
    private static final AnswerForm<Page<Known>> PAGE = new PageForm<>(ONE);

    /** A cursor and a filter seldom are longer. */
    private static final int ROOM = 128;

    private final Stations stored;
    private final CachedReads reads;

    /** @param stored those whose changes the cache is told of */
    public CachedStations(ToldStations stored, CachedReads reads) {
        this.stored = stored;
        this.reads = reads;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, StationId station) {
        ByteSink question = new ByteSink(ROOM);
        question.putText(station.value());
        return reads.answer(place(organization, "one", question), ONE, () -> stored.find(organization, station));
    }

    @Override
    public Page<Known> list(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        if (filter.near() != null) {
            return stored.list(organization, filter, cursor, limit);
        }
        ByteSink question = new ByteSink(ROOM);
        Optionally.put(filter.status(), question, (status, to) -> to.putText(status.name()));
        Optionally.put(filter.packs(), question, (packs, to) -> {
            to.putSigned(packs.count());
            to.putDouble(packs.socPercent());
        });
        Optionally.putText(cursor, question);
        question.putSigned(limit);
        return reads.answer(
                        place(organization, "page", question),
                        PAGE,
                        () -> Optional.of(stored.list(organization, filter, cursor, limit)))
                .orElseThrow();
    }

    @Override
    public Optional<OrganizationId> ownerOf(StationId station) {
        return stored.ownerOf(station);
    }

    @Override
    public Map<StationId, OrganizationId> owners() {
        return stored.owners();
    }

    @Override
    public boolean register(FleetStation station) {
        return stored.register(station);
    }

    private static Place place(OrganizationId organization, String asked, ByteSink question) {
        return CachedReads.place(organization, ReadCache.Kind.STATIONS, asked, question);
    }
}
