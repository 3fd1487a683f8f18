package io.fleetport.application.replay;

import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A day's files of a single message each, in the order of receipt, so many names at a time. For one thread. */
final class SingleFiles {

    private final ArchiveFiles files;
    private final OrganizationId organization;
    private final LocalDate day;
    private final int atOnce;
    private final Queue<String> names = new ArrayDeque<>();
    private @Nullable String seen;
    private boolean atEnd;

    SingleFiles(ArchiveFiles files, OrganizationId organization, LocalDate day, int atOnce) {
        this.files = files;
        this.organization = organization;
        this.day = day;
        this.atOnce = atOnce;
    }

    /** Of the next one; {@link Instant#MAX} after the last. */
    Instant receivedAt() {
        while (names.isEmpty() && !atEnd) {
            List<String> more = files.names(organization, day, seen, atOnce);
            atEnd = more.isEmpty();
            for (String name : more) {
                seen = name;
                if (files.receivedAt(name).isPresent()) {
                    names.add(name);
                }
            }
        }
        String next = names.peek();
        return next == null ? Instant.MAX : files.receivedAt(next).orElse(Instant.MAX);
    }

    /** The name of the next one, which must be there. */
    String take() {
        return names.remove();
    }
}
