package io.fleetport.application.memory;

import io.fleetport.application.port.out.Event;
import io.fleetport.application.port.out.EventBus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A bus that remembers what it took last. It takes everything but what is too large. Safe to call from many threads. */
public final class InProcessEventBus implements EventBus {

    /** Of what is too large. */
    public static final String TOO_LARGE = "TooLarge";

    private final int mostBytes;
    private final int mostRemembered;
    private final Deque<Event> taken = new ArrayDeque<>();

    /**
     * @param mostBytes of one event's body that is taken
     * @param mostRemembered events, the oldest are forgotten first
     */
    public InProcessEventBus(int mostBytes, int mostRemembered) {
        if (mostBytes < 1 || mostRemembered < 1) {
            throw new IllegalArgumentException(
                    "mostBytes and mostRemembered must be 1 or more but are " + mostBytes + " and " + mostRemembered);
        }
        this.mostBytes = mostBytes;
        this.mostRemembered = mostRemembered;
    }

    @Override
    public synchronized List<Outcome> publish(List<Event> events) {
        return events.stream().map(this::take).toList();
    }

    private Outcome take(Event event) {
        if (event.body().length > mostBytes) {
            return new Outcome.Refused(TOO_LARGE);
        }
        if (taken.size() == mostRemembered) {
            taken.removeFirst();
        }
        taken.addLast(event);
        return new Outcome.Taken();
    }

    /** What was taken last, in the order taken. */
    public synchronized List<Event> taken() {
        return List.copyOf(taken);
    }
}
