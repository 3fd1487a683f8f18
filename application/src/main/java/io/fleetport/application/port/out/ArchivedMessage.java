package io.fleetport.application.port.out;

import java.time.Instant;

/** A message as it came, VINs masked. {@code raw} is not copied and must not change. */
public record ArchivedMessage(Subject subject, String source, Instant receivedAt, byte[] raw) {}
