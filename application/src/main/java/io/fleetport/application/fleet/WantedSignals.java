package io.fleetport.application.fleet;

import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.SignalName;
import io.fleetport.domain.vehicle.Signals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Picks the signals asked for by outward name. Remembers the answer per name, because outward names are put together
 * anew each time. Safe to use from many threads.
 */
public final class WantedSignals {

    private final Set<String> outwardNames;
    private final Map<SignalName, Boolean> answers = new ConcurrentHashMap<>();

    /** @param outwardNames empty for all */
    public WantedSignals(Set<String> outwardNames) {
        this.outwardNames = Set.copyOf(outwardNames);
    }

    /** What the API calls the signal: with its unit, save for places, which show their own two members. */
    public static String outwardName(Signal signal) {
        return signal instanceof Signal.Place || signal.name().equals(Signals.POSITION)
                ? signal.name().key()
                : signal.name().outwardName();
    }

    /** Those of the reading's signals that were asked for, in its order. */
    public List<Signal> of(Reading reading) {
        if (outwardNames.isEmpty()) {
            return reading.signals();
        }
        return reading.signals().stream().filter(this::wanted).toList();
    }

    private boolean wanted(Signal signal) {
        Boolean known = answers.get(signal.name());
        if (known == null) {
            known = outwardNames.contains(outwardName(signal));
            answers.put(signal.name(), known);
        }
        return known;
    }
}
