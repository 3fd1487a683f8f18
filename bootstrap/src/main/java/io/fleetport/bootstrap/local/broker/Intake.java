package io.fleetport.bootstrap.local.broker;

import io.fleetport.mqtt.link.StationMessages;
import java.time.Clock;

/** What the connections of all stations share. */
record Intake(
        StationMessages messages,
        StationGate gate,
        Statuses statuses,
        HeldMessages held,
        BrokerMetrics metrics,
        EmbeddedBrokerSettings settings,
        Clock clock) {}
