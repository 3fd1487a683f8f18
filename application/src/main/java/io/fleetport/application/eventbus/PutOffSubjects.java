package io.fleetport.application.eventbus;

import io.fleetport.application.port.out.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Vehicles and stations whose next event the bus put off, and when each is tried again. In memory only: a process that takes
 * over tries all of them at once. For use by one thread.
 */
final class PutOffSubjects {

    /** With more of them waiting, it is the bus that fails and not their events. */
    static final int MOST = 1_000;

    private record Wait(int failures, Instant until) {}

    private final ForwardingSettings settings;
    private final Map<Subject, Wait> waits = new HashMap<>();

    PutOffSubjects(ForwardingSettings settings) {
        this.settings = settings;
    }

    void putOff(Subject subject, Instant now) {
        Wait before = waits.get(subject);
        int failures = before == null ? 1 : before.failures() + 1;
        double random = ThreadLocalRandom.current().nextDouble();
        waits.put(subject, new Wait(failures, now.plus(settings.pause(failures, random))));
    }

    void cameThrough(Subject subject) {
        waits.remove(subject);
    }

    /** Those not to be tried yet. */
    Set<Subject> notYet(Instant now) {
        // What is overdue by that much waits for nothing any more: it was erased or forgotten.
        waits.values()
                .removeIf(wait -> wait.until().plus(settings.longestPause()).isBefore(now));
        Set<Subject> notYet = new HashSet<>();
        waits.forEach((subject, wait) -> {
            if (wait.until().isAfter(now)) {
                notYet.add(subject);
            }
        });
        return notYet;
    }

    void forget() {
        waits.clear();
    }
}
