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

    @BeforeEach
    void start() {
        server = new WebServer(folder, settings());
        fleet = new Fleet(server.stores.ledger());
    }

    Map<String, Object> settings() {
        return Map.of();
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
