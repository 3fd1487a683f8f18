package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.Optionally;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.ReadCache;
import io.fleetport.application.port.out.ReadCache.Place;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vehicles and pages of them through the cache: for showing, not for deciding. Safe to call from many threads. */
public final class CachedVehicles implements Vehicles {

    private static final AnswerForm<Known> ONE = new KnownVehicleForm();
    private static final AnswerForm<Page<Known>> PAGE = new PageForm<>(ONE);

    /** A cursor and a name seldom are longer. */
    private static final int ROOM = 128;

    private final Vehicles stored;
    private final CachedReads reads;

    public CachedVehicles(Vehicles stored, CachedReads reads) {
        this.stored = stored;
        this.reads = reads;
    }

    @Override
    public Optional<Known> find(OrganizationId organization, VehicleId vehicle) {
        ByteSink question = new ByteSink(ROOM);
        question.putUuid(vehicle.value());
        return reads.answer(place(organization, "one", question), ONE, () -> stored.find(organization, vehicle));
    }

    @Override
    public Page<Known> list(OrganizationId organization, @Nullable String name, @Nullable String cursor, int limit) {
        ByteSink question = new ByteSink(ROOM);
        Optionally.putText(name, question);
        Optionally.putText(cursor, question);
        question.putSigned(limit);
        return reads.answer(
                        place(organization, "page", question),
                        PAGE,
                        () -> Optional.of(stored.list(organization, name, cursor, limit)))
                .orElseThrow();
    }

    private static Place place(OrganizationId organization, String asked, ByteSink question) {
        return CachedReads.place(organization, ReadCache.Kind.VEHICLES, asked, question);
    }
}
