package io.fleetport.application.fleet;

import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.DeliverReadings;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.domain.vehicle.VehicleId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Hands submitted readings to the intake, one after the other, waiting where there is no room, and answers when the last
 * one is settled. Safe to call from many threads.
 *
 * <p>A vehicle's pseudonym is drawn in the name space {@code http}, so a credential can never speak for a vehicle that
 * proves itself by certificate. What names another vehicle than the credential may speak for is kept as a dead letter of
 * the credential itself.
 */
public final class ReadingDelivery implements DeliverReadings {

    /** The source of every reading that comes in this way. */
    public static final String SOURCE = "http";

    private static final String CREDENTIALS = "http-credential";

    private final IngestTelemetry intake;
    private final Pseudonyms pseudonyms;
    private final Clock clock;

    public ReadingDelivery(IngestTelemetry intake, Pseudonyms pseudonyms, Clock clock) {
        this.intake = intake;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Outcome>> deliver(Caller caller, List<Submitted> readings, Duration within) {
        caller.require(Permission.DELIVER_READINGS);
        Settlements settlements = new Settlements(readings.size());
        List<Delivery> deliveries = deliveries(caller, readings, settlements);
        settlements.answer.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
        offerFrom(0, deliveries, settlements);
        return settlements.answer.handle((outcomes, failure) -> {
            if (failure != null) {
                throw new NotSettledInTime("readings were not durable within " + within);
            }
            return outcomes;
        });
    }

    /** What a submitted reading says that comes from the archive. Whose it is was found out when it came. */
    public static Delivery.Content archived(Submitted submitted) {
        return switch (submitted) {
            case Legible legible ->
                new Delivery.Said(legible.observedAt(), Masked.archived(legible).signals());
            case Illegible illegible -> new Delivery.Unusable(illegible.reason(), illegible.detail());
        };
    }

    private List<Delivery> deliveries(Caller caller, List<Submitted> readings, Settlements settlements) {
        Instant now = clock.instant();
        Map<String, VehicleId> known = new HashMap<>();
        List<Delivery> deliveries = new ArrayList<>(readings.size());
        for (int i = 0; i < readings.size(); i++) {
            int index = i;
            Masked masked = Masked.of(readings.get(i));
            Delivery.Content content = content(caller, readings.get(i), masked);
            VehicleId vehicle = content instanceof Delivery.Said && readings.get(i) instanceof Legible legible
                    ? known.computeIfAbsent(
                            legible.vehicle(), name -> pseudonyms.of(caller.organization(), SOURCE, name))
                    : pseudonyms.of(caller.organization(), CREDENTIALS, caller.subject());
            deliveries.add(new Delivery(
                    caller.organization(),
                    vehicle,
                    SOURCE,
                    now,
                    content,
                    masked.raw(),
                    outcome -> settlements.settled(index, outcome)));
        }
        return deliveries;
    }

    private static Delivery.Content content(Caller caller, Submitted submitted, Masked masked) {
        return switch (submitted) {
            case Legible legible ->
                caller.maySpeakFor(legible.vehicle())
                        ? new Delivery.Said(legible.observedAt(), masked.signals())
                        : new Delivery.Unusable(
                                DeadLetterReason.WRONG_IDENTITY,
                                "this credential may not deliver readings of vehicle_id " + masked.vehicle());
            case Illegible illegible -> new Delivery.Unusable(illegible.reason(), illegible.detail());
        };
    }

    private void offerFrom(int first, List<Delivery> deliveries, Settlements settlements) {
        for (int i = first; i < deliveries.size(); i++) {
            if (settlements.answer.isDone()) {
                return; // Nobody waits any more; what was not taken is sent again.
            }
            Delivery delivery = deliveries.get(i);
            if (!intake.offer(delivery)) {
                int next = i;
                intake.whenRoom(delivery.subject(), () -> offerFrom(next, deliveries, settlements));
                return;
            }
        }
    }

    /** Collects the outcomes; the last one completes the answer. */
    private static final class Settlements {
        final CompletableFuture<List<Outcome>> answer = new CompletableFuture<>();
        private final Outcome[] outcomes;
        private int open;

        Settlements(int count) {
            outcomes = new Outcome[count];
            open = count;
            if (count == 0) {
                answer.complete(List.of());
            }
        }

        void settled(int index, Outcome outcome) {
            boolean last;
            synchronized (this) {
                outcomes[index] = outcome;
                open--;
                last = open == 0;
            }
            if (last) {
                // The answer is written by other threads: the intake's must not wait for a socket.
                answer.completeAsync(() -> List.of(outcomes));
            }
        }
    }
}
