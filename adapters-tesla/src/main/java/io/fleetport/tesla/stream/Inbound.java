package io.fleetport.tesla.stream;

import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.in.IngestTelemetry;
import io.fleetport.tesla.record.TeslaRecords;
import java.time.Clock;

/** What all connections of a server share. Safe to use from many threads. */
record Inbound(
        TeslaStreamSettings settings,
        IngestTelemetry ingest,
        TeslaRecords records,
        Clock clock,
        StreamMetrics metrics) {

    /** Most bytes of a message (the protocol's limit). */
    static final int MOST_BYTES = 1_000_000;

    /** Above this a message is not even received to its end: room for a message a little too long to be told so. */
    static final int HARD_LIMIT = MOST_BYTES + 65_536;

    Delivery.Unusable unusable(DeadLetterReason reason, String detail) {
        metrics.unusable(reason);
        return new Delivery.Unusable(reason, detail);
    }
}
