package io.fleetport.application.port.out;

import io.fleetport.application.port.in.DeadLetterReason;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that could not be used, kept so that it can be looked at and replayed.
 *
 * @param id time-ordered (UUID version 7), unique
 * @param detail what was wrong, for the tenant to read; no VIN
 * @param raw the message or its first 64 KiB, VINs masked; not copied, must not change
 */
public record DeadLetter(
        UUID id,
        Subject subject,
        String source,
        DeadLetterReason reason,
        String detail,
        Instant receivedAt,
        byte[] raw) {}
