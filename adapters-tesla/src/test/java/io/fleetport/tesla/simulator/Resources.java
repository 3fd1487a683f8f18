package io.fleetport.tesla.simulator;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The recorded drives beside the tests. */
final class Resources {

    static final Path SCOOTER = path("scooter.csv");
    static final Path EBIKE = path("ebike.csv");
    static final Path PETROL = path("petrol.csv.gz");

    private Resources() {}

    private static Path path(String name) {
        try {
            return Path.of(Resources.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
