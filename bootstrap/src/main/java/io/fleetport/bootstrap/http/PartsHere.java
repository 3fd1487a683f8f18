package io.fleetport.bootstrap.http;

import java.util.List;

/**
 * What this process does of all that the service does, as far as callers meet it.
 *
 * @param roles all it has, as they are written in the settings
 * @param requests whether requests are answered, but for those about its health and its metrics
 * @param live whether live events are served
 * @param jobs whether what is due at a time is done
 */
public record PartsHere(List<String> roles, boolean requests, boolean live, boolean jobs) {

    public PartsHere {
        roles = List.copyOf(roles);
    }
}
