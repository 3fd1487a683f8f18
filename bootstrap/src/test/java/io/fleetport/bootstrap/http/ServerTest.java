package io.fleetport.bootstrap.http;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh server and fleet for each test. */
abstract class ServerTest {

    @TempDir
    Path folder;

    WebServer server;
    Fleet fleet;
    Forecourt forecourt;

    @BeforeEach
    void start() {
        server = new WebServer(folder, settings(), parts());
        fleet = new Fleet(server.stores.ledger());
        forecourt = new Forecourt(server.stores.ledger());
    }

    Map<String, Object> settings() {
        return Map.of();
    }

    /** Parts the server has beside the usual ones. */
    Object[] parts() {
        return new Object[0];
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
