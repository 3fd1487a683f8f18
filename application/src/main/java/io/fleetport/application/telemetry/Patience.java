package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.PortUnavailable;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the store must be there for, however long it takes. */
record Patience(IntakeMeters meters) {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * Does it until the store is there.
     *
     * @param startOver forgets what was half done in memory, before each new try
     */
    <T> T until(String what, Supplier<T> task, Runnable startOver) throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            try {
                return task.get();
            } catch (PortUnavailable away) {
                meters.retried();
                LOG.warn("store is away, will {} again in {} ms: {}", what, pause.toMillis(), away.getMessage());
                startOver.run();
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}
