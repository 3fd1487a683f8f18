package io.fleetport.bootstrap.http;

/**
 * What of the API this process serves.
 *
 * @param answered whether requests are, but for those about its health and its metrics
 */
public record RequestsHere(boolean answered) {}
