package io.fleetport.application.telemetry;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Outcome;
import io.fleetport.application.port.out.DeadLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what the intake does. Safe to use from many threads. */
final class IntakeMeters {

    private final Counter accepted;
    private final Counter duplicates;
    private final Counter setAside;
    private final Counter erased;
    private final Counter retries;
    private final Counter stale;
    private final Timer commits;
    private final Map<DeadLetterReason, Counter> deadLetters = new EnumMap<>(DeadLetterReason.class);

    IntakeMeters(MeterRegistry registry) {
        this.accepted = outcomes("accepted", registry);
        this.duplicates = outcomes("duplicate", registry);
        this.setAside = outcomes("dead_lettered", registry);
        this.erased = outcomes("erased", registry);
        this.retries = Counter.builder("fleetport.intake.retries")
                .description("Commits or loads tried again because the store was away")
                .register(registry);
        this.stale = Counter.builder("fleetport.intake.stale")
                .description("Batches reduced again because another writer moved a vehicle on")
                .register(registry);
        this.commits = Timer.builder("fleetport.intake.commit")
                .description("Duration of one durable commit")
                .publishPercentileHistogram()
                .register(registry);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadLetters.put(
                    reason,
                    Counter.builder("fleetport.intake.dead.letters")
                            .description("Messages kept as dead letters")
                            .tag("reason", reason.outwardName())
                            .register(registry));
        }
    }

    private static Counter outcomes(String outcome, MeterRegistry registry) {
        return Counter.builder("fleetport.intake.deliveries")
                .description("Deliveries settled after their commit")
                .tag("outcome", outcome)
                .register(registry);
    }

    void settled(Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted a -> accepted.increment();
            case Outcome.Duplicate d -> duplicates.increment();
            case Outcome.DeadLettered d -> (d.reason() == DeadLetterReason.ERASED ? erased : setAside).increment();
        }
    }

    void deadLetters(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            Counter counter = deadLetters.get(letter.reason());
            if (counter != null) {
                counter.increment();
            }
        }
    }

    void retried() {
        retries.increment();
    }

    void stale() {
        stale.increment();
    }

    void timed(Runnable commit) {
        commits.record(commit);
    }
}
