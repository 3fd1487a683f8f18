package io.fleetport.application.privacy;

import io.fleetport.application.audit.Reasons;
import io.fleetport.application.encoding.TimeOrderedId;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.EraseData;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.port.out.Vehicles;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.domain.fleet.Erasure;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes orders to erase; {@link ErasureWork} carries them out. Safe to call from many threads. */
public final class ErasureOrders implements EraseData {

    private final Vehicles vehicles;
    private final VinVault vault;
    private final Erasures erasures;
    private final Discretion book;
    private final AuditTrail audit;
    private final Runnable wake;
    private final Clock clock;

    /** @param wake run when there is a new order */
    public ErasureOrders(
            Vehicles vehicles,
            VinVault vault,
            Erasures erasures,
            Discretion book,
            AuditTrail audit,
            Runnable wake,
            Clock clock) {
        this.vehicles = vehicles;
        this.vault = vault;
        this.erasures = erasures;
        this.book = book;
        this.audit = audit;
        this.wake = wake;
        this.clock = clock;
    }

    @Override
    public Optional<Erasure> request(
            Caller caller, VehicleId vehicle, @Nullable Instant from, @Nullable Instant until, String reason) {
        caller.requireWhole(Permission.ERASE_DATA);
        String why = Reasons.checked(reason, LEAST_REASON, MOST_REASON);
        checkInterval(from, until);
        VehicleKey key = new VehicleKey(caller.organization(), vehicle);
        if (vehicles.find(caller.organization(), vehicle).isEmpty()
                && vault.find(key).isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Erasure order = new Erasure(
                TimeOrderedId.next(now),
                caller.organization(),
                vehicle,
                from,
                until,
                why,
                caller.subject(),
                now,
                Erasure.State.REQUESTED,
                Map.of(),
                null,
                null);
        audit.record(
                caller,
                "erasure.request",
                "vehicle",
                vehicle.toString(),
                why,
                from == null || until == null
                        ? Map.of("erasure_id", order.id().toString())
                        : Map.of(
                                "erasure_id",
                                order.id().toString(),
                                "from",
                                from.toString(),
                                "until",
                                until.toString()));
        erasures.keep(order);
        book.lookAgain();
        wake.run();
        return Optional.of(order);
    }

    private static void checkInterval(@Nullable Instant from, @Nullable Instant until) {
        if (from == null && until == null) {
            return;
        }
        if (from == null || until == null) {
            throw new InvalidRequest(from == null ? "from" : "until", "from and until must both be given, or neither");
        }
        if (!from.isBefore(until)) {
            throw new InvalidRequest("until", "until must be after from");
        }
        if (Duration.between(from, until).compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
            throw new InvalidRequest("until", "until must be at most " + MOST_DAYS + " days after from");
        }
    }

    @Override
    public Optional<Erasure> find(Caller caller, UUID id) {
        caller.requireWhole(Permission.ERASE_DATA);
        return erasures.find(caller.organization(), id);
    }

    @Override
    public Page<Erasure> list(Caller caller, @Nullable String cursor, int limit) {
        caller.requireWhole(Permission.ERASE_DATA);
        try {
            return erasures.list(caller.organization(), cursor, limit);
        } catch (IllegalArgumentException malformed) {
            if (cursor != null) {
                throw new InvalidRequest("cursor", "cursor must be the next of an earlier page");
            }
            throw malformed;
        }
    }

    @Override
    public Optional<Erasure> readmit(Caller caller, UUID id, String reason) {
        caller.requireWhole(Permission.ERASE_DATA);
        String why = Reasons.checked(reason, LEAST_REASON, MOST_REASON);
        Optional<Erasure> known = erasures.find(caller.organization(), id);
        if (known.isEmpty()) {
            return known;
        }
        Erasure erasure = known.get();
        if (erasure.state() != Erasure.State.FINISHED) {
            throw new InvalidRequest("erasure_id", "erasure_id is of an erasure that is not finished yet");
        }
        VehicleId vehicle = erasure.vehicle();
        audit.record(
                caller, "erasure.readmit", "vehicle", vehicle.toString(), why, Map.of("erasure_id", id.toString()));
        erasures.readmit(
                new VehicleKey(caller.organization(), vehicle), clock.instant().truncatedTo(ChronoUnit.MICROS));
        book.lookAgain();
        return erasures.find(caller.organization(), id);
    }
}
