package io.fleetport.bootstrap.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The recorded drives that come with the program; where each is from and its licence stand in the README beside it. */
final class PackagedDrives {

    private static final List<String> SETS = List.of("fuel-envirocar", "gps-ndsbr", "ev-twizy", "ev-escooter", "ebike");

    private PackagedDrives() {}

    /** Copies them into the folder, as files to be replayed. */
    static List<Path> copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (String set : SETS) {
            String name = "/demo-drives/" + set + "/telemetry.csv.gz";
            try (InputStream packed = PackagedDrives.class.getResourceAsStream(name)) {
                if (packed == null) {
                    throw new FileNotFoundException("the program was built without " + name);
                }
                Path file = folder.resolve(set + ".csv.gz");
                Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
                files.add(file);
            }
        }
        return files;
    }
}
