package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Whereabouts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of deliveries what must not be kept, before anything else sees them: history, state, trips, followers, archive
 * and dead letters get what is left. Stateless.
 */
final class Reticence {

    private static final byte[] NO_BYTES = {};
    private static final Outcome REFUSED =
            new Outcome.DeadLettered(DeadLetterReason.ERASED, "the vehicle was erased; nothing of it is kept");

    private final Discretion discretion;

    /** A delivery as it may be kept, with its place in the batch. */
    record Told(int index, Delivery delivery) {}

    Reticence(Discretion discretion) {
        this.discretion = discretion;
    }

    /** What may be kept of one vehicle's deliveries. The others have their outcome in the draft, and leave nothing else. */
    List<Told> tell(VehicleKey key, List<Integer> indexes, List<Delivery> deliveries, Draft draft) {
        Discretion.@Nullable Rule rule = discretion.of(key);
        List<Told> told = new ArrayList<>(indexes.size());
        for (int index : indexes) {
            Delivery delivery = deliveries.get(index);
            if (rule == null) {
                told.add(new Told(index, delivery));
                continue;
            }
            Instant at = observedAt(delivery);
            if (rule.refuses(at)) {
                draft.outcome(index, REFUSED);
            } else if (!rule.hidesPosition(at)) {
                told.add(new Told(index, delivery));
            } else {
                @Nullable Delivery left = withoutPosition(delivery);
                if (left == null) {
                    draft.outcome(index, Outcome.ACCEPTED);
                } else {
                    told.add(new Told(index, left));
                }
            }
        }
        return told;
    }

    /** What nobody could read may be from any time: when it came is the best guess. */
    private static Instant observedAt(Delivery delivery) {
        return delivery.content() instanceof Delivery.Said said ? said.observedAt() : delivery.receivedAt();
    }

    /** The raw message goes as a whole: nobody can tell what else in it says where the vehicle is. Null when nothing is left. */
    private static @Nullable Delivery withoutPosition(Delivery delivery) {
        Delivery.Content content = delivery.content();
        if (content instanceof Delivery.Said said) {
            List<Signal> kept = Whereabouts.without(said.signals());
            if (kept.isEmpty()) {
                return said.signals().isEmpty() ? bare(delivery, content) : null;
            }
            content = new Delivery.Said(said.observedAt(), kept);
        }
        return bare(delivery, content);
    }

    private static Delivery bare(Delivery delivery, Delivery.Content content) {
        return delivery.with(content).withRaw(NO_BYTES);
    }
}
