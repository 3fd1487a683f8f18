package io.fleetport.bootstrap.wiring;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param data where it keeps its keys and, as far as embedded, its data
 * @param clean whether to delete what is there first
 * @param host name or address to listen on
 * @param apiPort of the API, 1 to 65535
 * @param vehiclesPort of the vehicles' stream, 1 to 65535
 * @param stationsPort of the embedded broker for stations, 1 to 65535
 * @param more further settings by name; they win over files and environment
 */
public record ServerOptions(
        Deployment.Environment environment,
        Path data,
        boolean clean,
        String host,
        int apiPort,
        int vehiclesPort,
        int stationsPort,
        Map<String, Object> more) {
    public ServerOptions {
        more = Map.copyOf(more);
    }
}
