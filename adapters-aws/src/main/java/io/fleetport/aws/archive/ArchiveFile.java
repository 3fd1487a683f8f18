package io.fleetport.aws.archive;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file to be.
 *
 * @param name without a folder; never begins with a dot
 */
public record ArchiveFile(String name, Content content) {

    /** What goes into it. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. The stream is buffered by whoever needs it to be, and is left open. */
        void writeTo(OutputStream out) throws IOException;
    }
}
