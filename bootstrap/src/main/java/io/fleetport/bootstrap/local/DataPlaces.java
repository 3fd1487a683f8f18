package io.fleetport.bootstrap.local;

import java.nio.file.Path;

/** The folders a user's programs keep things in, as the XDG base directory specification has them. */
public final class DataPlaces {

    private DataPlaces() {}

    /** Where data goes when nobody says otherwise: {@code FLEETPORT_DATA}, else the user's data folder. */
    public static Path data() {
        String given = System.getenv("FLEETPORT_DATA");
        return given != null && !given.isBlank() ? Path.of(given) : folder("XDG_DATA_HOME", ".local/share");
    }

    /** What a run leaves for the next, and may be lost. */
    public static Path state() {
        return folder("XDG_STATE_HOME", ".local/state");
    }

    /** Where running servers make themselves known; see {@link RunningServers}. */
    public static Path servers() {
        return state().resolve("servers");
    }

    /** What can be made again: unpacked database programs. */
    public static Path cache() {
        return folder("XDG_CACHE_HOME", ".cache");
    }

    private static Path folder(String variable, String underHome) {
        String given = System.getenv(variable);
        Path base = given != null && !given.isBlank() && Path.of(given).isAbsolute()
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), underHome);
        return base.resolve("fleetport");
    }
}
