package io.fleetport.application.trip;

import io.fleetport.domain.trip.Track;
import io.fleetport.domain.vehicle.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The last few readings of a vehicle with the track before each, so that small disorder costs no look into the history. */
final class Recent {

    /** Vehicles that send several messages a second over one connection disorder few of them. */
    private static final int MOST = 8;

    /** A reading and the track before it. */
    record Step(Track before, Reading reading) {}

    private final ArrayDeque<Step> steps = new ArrayDeque<>(MOST);

    void add(Track before, Reading reading) {
        if (steps.size() == MOST) {
            steps.removeFirst();
        }
        steps.addLast(new Step(before, reading));
    }

    void clear() {
        steps.clear();
    }

    /** Whether everything ever heard that comes after the reading is still here. */
    boolean reachesBackTo(Reading reading) {
        Step oldest = steps.peekFirst();
        return oldest != null && EventOrder.isAfter(reading, oldest.before());
    }

    boolean holds(Reading reading) {
        for (Step step : steps) {
            if (Reading.EVENT_ORDER.compare(step.reading(), reading) == 0) {
                return true;
            }
        }
        return false;
    }

    /** The steps at and after the reading, oldest first. They stay here. */
    List<Step> from(Reading reading) {
        List<Step> after = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (Reading.EVENT_ORDER.compare(step.reading(), reading) >= 0) {
                after.add(step);
            }
        }
        return after;
    }

    /** Puts steps in place of all those at and after the reading. */
    void replaceFrom(Reading reading, List<Step> by) {
        Iterator<Step> newestFirst = steps.descendingIterator();
        while (newestFirst.hasNext()
                && Reading.EVENT_ORDER.compare(newestFirst.next().reading(), reading) >= 0) {
            newestFirst.remove();
        }
        for (Step step : by) {
            add(step.before(), step.reading());
        }
    }
}
