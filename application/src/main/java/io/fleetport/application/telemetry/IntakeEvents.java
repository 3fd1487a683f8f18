package io.fleetport.application.telemetry;

import io.fleetport.application.port.out.EventBodies;

/**
 * What is done about events.
 *
 * @param bodies how they are written down
 * @param committed run after each commit that holds events
 */
public record IntakeEvents(EventBodies bodies, Runnable committed) {}
