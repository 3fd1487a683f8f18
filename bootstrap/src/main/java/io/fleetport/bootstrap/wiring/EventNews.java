package io.fleetport.bootstrap.wiring;

/**
 * Who beside the webhooks wants to know that events were committed.
 *
 * @param committed cheap, never blocks
 */
record EventNews(Runnable committed) {}
