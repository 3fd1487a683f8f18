package io.fleetport.bootstrap.document;

import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.bootstrap.document.LocalDocumentFiles.Received;
import io.fleetport.domain.document.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.Semaphore;

/** Takes bytes to the disk, so many at a time. Safe to use from many threads. */
final class UploadReceiver {

    private static final int BUFFER_BYTES = 1 << 16;

    private final DocumentFolders folders;
    private final Semaphore room;

    UploadReceiver(DocumentFolders folders, int mostUploads) {
        this.folders = folders;
        this.room = new Semaphore(mostUploads);
    }

    Received receive(UploadGrant grant, InputStream content) {
        if (!room.tryAcquire()) {
            throw new PortUnavailable(
                    "as many documents are being uploaded as may be", new IllegalStateException("no room"));
        }
        try {
            Path draft = folders.draft(grant.organization(), grant.document());
            try {
                Received received = write(grant, content, draft);
                if (received == Received.STORED) {
                    folders.put(draft, grant.organization(), grant.document());
                }
                return received;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw LocalDocumentFiles.failed("written", e);
        } finally {
            room.release();
        }
    }

    private static Received write(UploadGrant grant, InputStream content, Path draft) throws IOException {
        MessageDigest digest = Checksum.running();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            for (int read = next(content, buffer); read >= 0; read = next(content, buffer)) {
                bytes += read;
                if (bytes > grant.bytes()) {
                    return Received.OTHER_SIZE;
                }
                digest.update(buffer, 0, read);
                ByteBuffer left = ByteBuffer.wrap(buffer, 0, read);
                while (left.hasRemaining()) {
                    file.write(left);
                }
            }
            if (bytes < grant.bytes()) {
                return Received.OTHER_SIZE;
            }
            if (!Checksum.of(digest.digest()).equals(grant.checksum())) {
                return Received.OTHER_CHECKSUM;
            }
            file.force(true);
            return Received.STORED;
        }
    }

    /** That a client went away is no failure of the disk. */
    private static int next(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException("an upload broke off", e);
        }
    }
}
