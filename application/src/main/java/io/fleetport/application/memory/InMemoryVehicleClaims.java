package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleClaims;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.VehicleClaim;
import io.fleetport.domain.fleet.VehicleClaim.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Claims in a map, under one lock: they change seldom. */
final class InMemoryVehicleClaims implements VehicleClaims {

    private static final int MOST_LIVE = 1_000;

    private static final Comparator<VehicleClaim> OLDEST_FIRST =
            Comparator.comparing(VehicleClaim::claimedAt).thenComparing(VehicleClaim::id, Paging.BY_ID);

    private record Stored(VehicleClaim claim, VinIndex.Code vin) {}

    private final Map<UUID, Stored> claims = new HashMap<>();

    @Override
    public synchronized boolean add(VehicleClaim claim, VinIndex.Code vin) {
        boolean isLive = claim.state().isLive()
                && claims.values().stream()
                        .map(Stored::claim)
                        .anyMatch(other -> other.state().isLive()
                                && other.organization().equals(claim.organization())
                                && other.vehicle().equals(claim.vehicle()));
        if (isLive || claim.state().holds() && isHeld(vin)) {
            return false;
        }
        claims.put(claim.id(), new Stored(atMicros(claim), vin));
        return true;
    }

    @Override
    public synchronized Optional<VehicleClaim> find(@Nullable OrganizationId organization, UUID id) {
        return Optional.ofNullable(claims.get(id))
                .map(Stored::claim)
                .filter(claim -> organization == null || claim.organization().equals(organization));
    }

    @Override
    public synchronized Page<VehicleClaim> list(
            @Nullable OrganizationId organization, @Nullable State state, @Nullable String cursor, int limit) {
        Cursor.@Nullable ByTime after = cursor == null ? null : Cursor.byTime(cursor);
        return Paging.page(
                claims.values().stream()
                        .map(Stored::claim)
                        .filter(claim ->
                                organization == null || claim.organization().equals(organization))
                        .filter(claim -> state == null || claim.state() == state)
                        .filter(claim -> after == null || comesBefore(claim, after)),
                OLDEST_FIRST.reversed(),
                limit,
                last -> Cursor.of(last.claimedAt(), last.id(), last.id()));
    }

    @Override
    public synchronized List<VehicleClaim> live(VinIndex.Code vin) {
        return liveOf(vin).sorted(OLDEST_FIRST).limit(MOST_LIVE).toList();
    }

    @Override
    public synchronized Moved move(UUID id, State from, State to, Instant at, String by) {
        Stored stored = claims.get(id);
        if (stored == null || stored.claim().state() != from) {
            return Moved.NOT_THERE;
        }
        if (to.holds() && !from.holds() && isHeld(stored.vin())) {
            return Moved.TAKEN;
        }
        claims.put(id, new Stored(atMicros(stored.claim().moved(to, at, by)), stored.vin()));
        return Moved.DONE;
    }

    private boolean isHeld(VinIndex.Code vin) {
        return liveOf(vin).anyMatch(claim -> claim.state().holds());
    }

    private Stream<VehicleClaim> liveOf(VinIndex.Code vin) {
        return claims.values().stream()
                .filter(stored -> stored.vin().equals(vin))
                .map(Stored::claim)
                .filter(claim -> claim.state().isLive());
    }

    private static VehicleClaim atMicros(VehicleClaim claim) {
        Instant decidedAt = claim.decidedAt();
        return new VehicleClaim(
                claim.id(),
                claim.organization(),
                claim.vehicle(),
                claim.state(),
                claim.claimedAt().truncatedTo(ChronoUnit.MICROS),
                claim.claimedBy(),
                claim.proof(),
                decidedAt == null ? null : decidedAt.truncatedTo(ChronoUnit.MICROS),
                claim.decidedBy());
    }

    private static boolean comesBefore(VehicleClaim claim, Cursor.ByTime position) {
        int order = claim.claimedAt().compareTo(position.time());
        return order < 0 || order == 0 && Paging.BY_ID.compare(claim.id(), position.id()) < 0;
    }
}
