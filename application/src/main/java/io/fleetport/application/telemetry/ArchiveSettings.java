package io.fleetport.application.telemetry;

import java.time.Duration;

/**
 * How raw messages come together on their way to the archive.
 *
 * @param gather how long after a commit others are waited for: the longer, the fewer and larger files, and the more lies in
 *     the outbox
 * @param batchBytes about the most raw bytes of one batch, at least 1; larger ones take as much more memory while they are
 *     written
 * @param share of its time that the archive works while that suffices, above 0, at most 1: the smaller, the less others notice of it
 */
public record ArchiveSettings(Duration gather, int batchBytes, double share) {

    /** At 10,000 messages a second files of 10 MB, at few a second some thousand small files a day. */
    public static final ArchiveSettings DEFAULT = new ArchiveSettings(Duration.ofSeconds(10), 32 << 20, 0.25);

    public ArchiveSettings {
        if (gather.isNegative()) {
            throw new IllegalArgumentException("gather must not be negative but is " + gather);
        }
        if (batchBytes < 1) {
            throw new IllegalArgumentException("batchBytes must be at least 1 but is " + batchBytes);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1 but is " + share);
        }
    }
}
