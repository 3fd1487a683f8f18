package io.fleetport.domain.document;

/**
 * What was said of a file before it came, and must be true of it.
 *
 * @param bytes its size, 1 or more
 */
public record FileFacts(FileType type, long bytes, Checksum checksum) {
    public FileFacts {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes must be 1 or more but is " + bytes);
        }
    }
}
