package io.fleetport.application.fleet;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.in.ViewDeadLetters;
import io.fleetport.application.port.out.AuditTrail;
import io.fleetport.application.port.out.DeadLetter;
import io.fleetport.application.port.out.DeadLetters;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Subject;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.station.StationId;
import io.fleetport.domain.vehicle.VehicleId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows dead letters from their store. Safe to call from many threads. */
public final class DeadLetterViews implements ViewDeadLetters {

    private final DeadLetters deadLetters;
    private final AuditTrail trail;

    public DeadLetterViews(DeadLetters deadLetters, AuditTrail trail) {
        this.deadLetters = deadLetters;
        this.trail = trail;
    }

    @Override
    public Page<DeadLetter> list(
            Caller caller,
            @Nullable VehicleId vehicle,
            @Nullable StationId station,
            @Nullable DeadLetterReason reason,
            @Nullable String cursor,
            int limit) {
        caller.require(Permission.VIEW_DEAD_LETTERS);
        if (vehicle != null && station != null) {
            throw new InvalidRequest("station_id", "station_id and vehicle_id exclude one another");
        }
        @Nullable
        Subject about = vehicle != null
                ? new VehicleKey(caller.organization(), vehicle)
                : station != null ? new StationKey(caller.organization(), station) : null;
        return Cursors.reading(cursor, () -> deadLetters.list(caller.organization(), about, reason, cursor, limit));
    }

    @Override
    public List<DeadLetters.Count> counts(Caller caller, int limit) {
        caller.require(Permission.VIEW_DEAD_LETTERS);
        return deadLetters.counts(caller.organization(), limit);
    }

    @Override
    public Optional<DeadLetter> find(Caller caller, UUID id) {
        caller.require(Permission.VIEW_DEAD_LETTERS);
        Optional<DeadLetter> letter = deadLetters.find(caller.organization(), id);
        if (letter.isPresent()) { // its raw bytes may hold what no other page shows
            trail.record(caller, "dead_letter.view", "dead_letter", id.toString(), null, Map.of());
        }
        return letter;
    }
}
