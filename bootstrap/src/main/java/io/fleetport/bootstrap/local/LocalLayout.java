package io.fleetport.bootstrap.local;

import java.nio.file.Path;

/** Where in a data directory what lies, for those who read it beside the running server. */
public final class LocalLayout {

    private LocalLayout() {}

    public static Path database(Path data) {
        return data.resolve("postgres");
    }

    public static Path databasePassword(Path data) {
        return data.resolve("keys/database.password");
    }

    public static Path databasePort(Path data) {
        return data.resolve("run/postgres.port");
    }

    public static Path keys(Path data) {
        return data.resolve("keys");
    }

    /** Under which every organization's own keys are wrapped. */
    public static Path masterKeys(Path data) {
        return data.resolve("keys/master.keys");
    }

    /** Of the development issuer of tokens. */
    public static Path issuerKey(Path data) {
        return data.resolve("keys/issuer.jwk");
    }

    public static Path authority(Path data) {
        return data.resolve("ca");
    }

    /** Of the stations' certificate authority. */
    public static Path stationAuthority(Path data) {
        return data.resolve("station-ca");
    }

    /** What the embedded broker keeps: sessions, retained messages, its configuration. */
    public static Path broker(Path data) {
        return data.resolve("broker");
    }

    public static Path brokerPort(Path data) {
        return data.resolve("run/broker.port");
    }

    public static Path archive(Path data) {
        return data.resolve("archive");
    }

    /** The bytes of documents. */
    public static Path documents(Path data) {
        return data.resolve("documents");
    }

    /** What the running server says of itself; see {@link RunningServer}. */
    public static Path server(Path data) {
        return data.resolve("run/server.json");
    }
}
