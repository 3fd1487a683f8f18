package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.PortUnavailable;
import java.util.concurrent.ThreadLocalRandom;

/** Growing and random waits between attempts ("Exponential backoff and jitter" of the AWS guides). For one call, by one thread. */
final class Pauses {

    private static final int FIRST_MILLIS = 25;
    private static final int LONGEST_MILLIS = 1_000;

    private final String doing;
    private final int attempts;
    private int made;

    Pauses(String doing, int attempts) {
        this.doing = doing;
        this.attempts = attempts;
    }

    /**
     * Waits before the next attempt.
     *
     * @throws PortUnavailable when there have been enough, or the thread is interrupted
     */
    void next(RuntimeException last) {
        if (++made >= attempts) {
            throw last;
        }
        sleep();
    }

    private void sleep() {
        int most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.clamp(made - 1L, 0, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(most) + 1L);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PortUnavailable(doing + " was interrupted", interrupted);
        }
    }

    /** As {@link #next} for an answer that left some of what was asked out, as a busy server does. */
    void next() {
        next(new PortUnavailable(doing + " was not done whole", new IllegalStateException("left out in vain")));
    }

    /** @param some whether some of it was done, so that the rest has all its attempts */
    void next(boolean some) {
        if (some) {
            made = 0;
            sleep();
        } else {
            next();
        }
    }
}
