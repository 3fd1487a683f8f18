package io.fleetport.application.webhook;

import java.time.Duration;

/**
 * Bounds of the delivery of events.
 *
 * @param retries when a delivery is tried again
 * @param pauseAfter a webhook at which nothing came through for so long is paused
 * @param keepEvents how long events can be replayed, and wait
 * @param keepAttempts how long is known what became of deliveries
 * @param claim how long one delivery may take in all before another process takes it over; longer than the sender's patience
 * @param mostAtOnce deliveries of this process at a time, 1 to 1,000
 * @param mostOfWebhook deliveries to one webhook at a time, so that a slow one holds up no other
 * @param secretOverlap how long a secret goes on signing after another one was made
 * @param mostWebhooks of an organization
 */
public record WebhookSettings(
        RetrySchedule retries,
        Duration pauseAfter,
        Duration keepEvents,
        Duration keepAttempts,
        Duration claim,
        int mostAtOnce,
        int mostOfWebhook,
        Duration secretOverlap,
        int mostWebhooks) {

    public static final WebhookSettings DEFAULT = new WebhookSettings(
            RetrySchedule.DEFAULT,
            Duration.ofDays(5),
            Duration.ofDays(30),
            Duration.ofDays(30),
            Duration.ofMinutes(2),
            64,
            8,
            Duration.ofDays(1),
            20);

    public WebhookSettings {
        require(pauseAfter.isPositive(), "pauseAfter must be positive but is " + pauseAfter);
        require(keepEvents.isPositive(), "keepEvents must be positive but is " + keepEvents);
        require(keepAttempts.isPositive(), "keepAttempts must be positive but is " + keepAttempts);
        require(claim.isPositive(), "claim must be positive but is " + claim);
        require(mostAtOnce >= 1 && mostAtOnce <= 1_000, "mostAtOnce must be within 1..1000 but is " + mostAtOnce);
        require(mostOfWebhook >= 1, "mostOfWebhook must be 1 or more but is " + mostOfWebhook);
        require(!secretOverlap.isNegative(), "secretOverlap must not be negative but is " + secretOverlap);
        require(mostWebhooks >= 1, "mostWebhooks must be 1 or more but is " + mostWebhooks);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
