package io.fleetport.bootstrap.http;

import io.fleetport.application.port.out.IdempotentAnswers;
import io.fleetport.application.port.out.PortUnavailable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets answers nobody may ask for any more. */
@Singleton
class IdempotencyCleaning {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyCleaning.class);

    private final IdempotentAnswers answers;
    private final int most;
    private final boolean elsewhere;

    /** @param here absent where everything is done */
    IdempotencyCleaning(IdempotentAnswers answers, HttpSettings settings, @Nullable PartsHere here) {
        this.answers = answers;
        this.most = settings.idempotencyMost();
        this.elsewhere = here != null && !here.jobs();
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "5m")
    void clean() {
        if (elsewhere) {
            return;
        }
        try {
            int forgotten = answers.forget(Clock.systemUTC().instant(), most);
            log.debug("{} kept answers forgotten", forgotten);
        } catch (PortUnavailable away) {
            log.debug("kept answers are forgotten next time: {}", away.toString());
        }
    }
}
