package io.fleetport.aws.s3;

import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.archive.ArchiveContents;
import io.fleetport.aws.archive.Partition;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Reads back what {@link S3Archive} wrote. Needs {@code s3:ListBucket} on the bucket and {@code s3:GetObject} on the objects, and
 * {@code kms:Decrypt} on a key of KMS they are under. Safe to call from many threads.
 */
public final class S3ArchiveFiles implements ArchiveFiles, AutoCloseable {

    private final S3Client s3;
    private final Bucket bucket;
    private final String prefix;

    private S3ArchiveFiles(S3Client s3, S3ArchiveSettings settings) {
        this.s3 = s3;
        this.bucket = new Bucket(s3, settings);
        this.prefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
    }

    /**
     * Looks for the bucket.
     *
     * @throws PortRefused when there is no such bucket, or it is not ours to read
     * @throws PortUnavailable when it cannot be reached
     */
    public static S3ArchiveFiles open(AwsAccess access, S3ArchiveSettings settings) {
        // Host names of buckets are AWS's own: other servers know them by path.
        S3ClientBuilder builder = S3Client.builder().forcePathStyle(access.endpoint() != null);
        S3ArchiveFiles files = new S3ArchiveFiles(access.open(builder), settings);
        try {
            files.bucket.find();
        } catch (PortRefused | PortUnavailable wrong) {
            files.close();
            throw wrong;
        }
        return files;
    }

    @Override
    public List<String> names(OrganizationId organization, LocalDate day, @Nullable String after, int limit) {
        String folder = folder(organization, day);
        List<String> names = new ArrayList<>();
        String last = after == null ? null : folder + after;
        List<String> keys = bucket.keys(folder, last, limit);
        while (!keys.isEmpty() && names.isEmpty()) {
            for (String key : keys) {
                String name = key.substring(folder.length());
                if (!name.isEmpty() && !name.startsWith(".")) {
                    names.add(name);
                }
            }
            keys = names.isEmpty() ? bucket.keys(folder, keys.getLast(), limit) : List.of();
        }
        return names;
    }

    @Override
    public Optional<Instant> receivedAt(String name) {
        return ArchiveContents.receivedAt(name);
    }

    @Override
    public List<ArchivedMessage> read(OrganizationId organization, LocalDate day, String name) throws DamagedFile {
        Optional<Bucket.Read> object = bucket.read(folder(organization, day) + name, null);
        return object.isEmpty()
                ? List.of()
                : ArchiveContents.read(organization, name, object.get().bytes());
    }

    private String folder(OrganizationId organization, LocalDate day) {
        return prefix + new Partition(organization, day).path() + "/";
    }

    @Override
    public void close() {
        s3.close();
    }
}
