package io.fleetport.aws.archive;

import io.fleetport.application.port.out.ArchiveFiles.DamagedFile;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is in files of any {@link ArchiveForm}, told apart by their names. Stateless. */
public final class ArchiveContents {

    private ArchiveContents() {}

    /** When the only message of a file of this name was received; empty for a name of files that hold many, or of none of ours. */
    public static Optional<Instant> receivedAt(String name) {
        return SingleMessageName.of(name).map(SingleMessageName::receivedAt);
    }

    /**
     * The messages of a file.
     *
     * @throws DamagedFile when it is not what its name says, whatever is in it
     */
    public static List<ArchivedMessage> read(OrganizationId organization, String name, byte[] content)
            throws DamagedFile {
        try {
            if (name.endsWith(ParquetForm.SUFFIX)) {
                return new ParquetReading(content).messages(organization);
            }
            if (name.endsWith(JsonLinesForm.SUFFIX)) {
                return JsonLinesForm.read(content, organization);
            }
            Optional<SingleMessageName> single = SingleMessageName.of(name);
            if (single.isPresent()) {
                return List.of(single.get().message(organization, content));
            }
        } catch (IOException | RuntimeException e) {
            // What the reader has to say may quote what it read.
            throw new DamagedFile(
                    "it is not what its name says (" + e.getClass().getSimpleName() + ")", e);
        }
        throw new DamagedFile("no file of the archive is named so", new IllegalArgumentException("unknown form"));
    }
}
