package io.fleetport.bootstrap.archive;

import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.aws.archive.Erasing;
import io.fleetport.aws.archive.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes a vehicle's messages out of files of any form. A file that holds others' too is replaced in one step by one of the
 * same name without them; one that holds nothing else is deleted. Killed at any moment, each file is either as it was or as
 * it is to be. For one writer at a time.
 */
final class ArchiveErasing {

    private final Path folder;
    private final DurableFiles files;

    ArchiveErasing(Path folder) {
        this.folder = folder;
        this.files = new DurableFiles(folder);
    }

    /** @return messages removed */
    long erase(ErasureScope.Messages messages) throws IOException {
        Path telemetry = folder.resolve(Partition.above(messages.scope().key().organization()));
        if (!Files.isDirectory(telemetry)) {
            return 0;
        }
        Erasing erasing = new Erasing(messages);
        List<Path> found;
        try (Stream<Path> all = Files.walk(telemetry)) {
            found = all.filter(path -> Files.isRegularFile(path)
                            && erasing.concerns(path.toString().replace('\\', '/')))
                    .sorted()
                    .toList();
        }
        long removed = 0;
        for (Path path : found) {
            removed += erase(path, erasing);
        }
        return removed;
    }

    private long erase(Path path, Erasing erasing) throws IOException {
        String name = path.getFileName().toString();
        if (name.startsWith(".")) {
            return draft(path);
        }
        Erasing.Left left = erasing.of(name, () -> Files.readAllBytes(path));
        if (left.removed() == 0) {
            return 0;
        }
        if (left.file().isPresent()) {
            files.replace(path, left.file().get());
        } else {
            files.delete(path);
        }
        return left.removed();
    }

    /** What a kill left half written may hold anything; nobody needs it, as its batch is written anew. */
    private long draft(Path path) throws IOException {
        files.delete(path);
        return 0;
    }
}
