package io.fleetport.application.eventbus;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** A bus that puts off, refuses or is away as it is told, and keeps to the promise of order. */
final class FlakyBus implements EventBus {

    final List<Event> taken = new ArrayList<>();
    Predicate<Event> putsOff = event -> false;
    Predicate<Event> refuses = event -> false;
    boolean away;
    int asked;

    @Override
    public synchronized List<Outcome> publish(List<Event> events) {
        asked++;
        if (away) {
            throw new PortUnavailable("the bus is away", new IllegalStateException("as told"));
        }
        Set<Subject> waiting = new HashSet<>();
        return events.stream().map(event -> publish(event, waiting)).toList();
    }

    private Outcome publish(Event event, Set<Subject> waiting) {
        if (waiting.contains(event.subject()) || putsOff.test(event)) {
            waiting.add(event.subject());
            return new Outcome.PutOff("ThrottlingException");
        }
        if (refuses.test(event)) {
            return new Outcome.Refused("MalformedDetail");
        }
        taken.add(event);
        return new Outcome.Taken();
    }

    synchronized List<UUID> ids() {
        return taken.stream().map(Event::id).toList();
    }
}
