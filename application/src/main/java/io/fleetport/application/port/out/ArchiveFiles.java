package io.fleetport.application.port.out;

import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Archive} kept, read back file by file, whatever form each file has. Safe to call from many threads. Any method
 * may throw {@link PortUnavailable}.
 */
public interface ArchiveFiles {

    /**
     * Names of the files that hold an organization's messages of one UTC day of receipt, in the order of their names. Those of
     * files with a single message are in the order of its receipt. What is only a draft is left out.
     *
     * @param after only names that come after this one; null for all. To read on, hand in the last one got
     * @param limit 1 to 10,000
     */
    List<String> names(OrganizationId organization, LocalDate day, @Nullable String after, int limit);

    /** When the only message of a file of this name was received; empty for a name of files that hold many. Asks nobody. */
    Optional<Instant> receivedAt(String name);

    /**
     * All messages of a file, those of one subject in the order they were committed; none when it is gone meanwhile, as an
     * erasure may have it. They are in memory all at once: a batch of the archive.
     *
     * @throws DamagedFile when it is not what its name says. Nothing of it is to be believed then
     */
    List<ArchivedMessage> read(OrganizationId organization, LocalDate day, String name) throws DamagedFile;

    /** A file that is not what the archive wrote. The message says what is wrong with it, and nothing of what it holds. */
    final class DamagedFile extends Exception {
        private static final long serialVersionUID = 1L;

        public DamagedFile(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
