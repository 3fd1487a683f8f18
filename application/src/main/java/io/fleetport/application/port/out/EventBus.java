package io.fleetport.application.port.out;

import java.util.List;

/**
 * Where software of the operator's own hears of the events of all organizations. What was taken may be published again: whoever
 * listens passes over ids it knows. Safe to call from many threads.
 */
public interface EventBus {

    /**
     * Publishes events and says what became of each. Of one vehicle's or station's events none is sent before those ahead of
     * it in the list were taken or refused: behind one that is put off, all of its subject are put off.
     *
     * @return an outcome for each event, in the order given
     * @throws PortUnavailable when nothing is known to be taken: all of them are to be published again
     * @throws PortRefused when the bus takes nothing from us, whatever it is, until somebody changes that
     */
    List<Outcome> publish(List<Event> events);

    /** What became of one event. */
    sealed interface Outcome {
        record Taken() implements Outcome {}

        /**
         * Not taken, and worth another try.
         *
         * @param code the bus's own name for why
         */
        record PutOff(String code) implements Outcome {}

        /**
         * This very event is never going to be taken.
         *
         * @param code the bus's own name for why; nothing of the event
         */
        record Refused(String code) implements Outcome {}
    }
}
