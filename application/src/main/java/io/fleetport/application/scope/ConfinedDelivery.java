package io.fleetport.application.scope;

import io.fleetport.application.fleet.ReadingDelivery;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.DeliverReadings;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.Pseudonyms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes readings of vehicles of the caller's fleets; others become dead letters of the caller. Safe to call from many threads. */
public final class ConfinedDelivery implements DeliverReadings {

    private final DeliverReadings all;
    private final Pseudonyms pseudonyms;
    private final Scopes scopes;

    public ConfinedDelivery(DeliverReadings all, Pseudonyms pseudonyms, Scopes scopes) {
        this.all = all;
        this.pseudonyms = pseudonyms;
        this.scopes = scopes;
    }

    @Override
    public CompletionStage<List<Outcome>> deliver(Caller caller, List<Submitted> readings, Duration within) {
        if (caller.fleets() == null) {
            return all.deliver(caller, readings, within);
        }
        Scope scope = scopes.of(caller);
        List<Submitted> confined = readings.stream()
                .map(reading -> reading instanceof Legible legible && !isSeen(caller, legible, scope)
                        ? refused(legible)
                        : reading)
                .toList();
        return all.deliver(caller, confined, within);
    }

    private boolean isSeen(Caller caller, Legible legible, Scope scope) {
        return scope.sees(pseudonyms.of(caller.organization(), ReadingDelivery.SOURCE, legible.vehicle()));
    }

    private static Submitted refused(Legible legible) {
        return new Illegible(
                DeadLetterReason.WRONG_IDENTITY,
                "this credential may not deliver readings of a vehicle outside its fleets",
                legible.raw());
    }
}
