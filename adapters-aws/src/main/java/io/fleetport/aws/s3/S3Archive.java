package io.fleetport.aws.s3;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Throttle;
import io.fleetport.aws.archive.ArchiveFile;
import io.fleetport.aws.archive.ArchiveForm;
import io.fleetport.aws.archive.Erasing;
import io.fleetport.aws.archive.Partition;
import io.fleetport.aws.sdk.AwsAccess;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * The archive as objects of a bucket, at {@code <prefix>/organization=O/telemetry/year=YYYY/month=MM/day=DD/}: what Athena
 * and Spark read as partitions. An object is whole or not there, is only written where none is, and is never changed but to
 * take out what was erased. Several processes may write to and erase from the same bucket. Safe to call from many threads.
 *
 * <p>{@link PortUnavailable} when S3 is throttling, failing or not answering, after the attempts of {@link AwsAccess}; what
 * of a batch was written by then is left as it is by the next try. {@link PortRefused} when the bucket is not ours to write.
 */
public final class S3Archive implements Archive, Erasable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3Archive.class);

    /** Each failure is another erasure's success, so there are no more than processes. */
    private static final int TRIES = 10;

    private final S3Client s3;
    private final Bucket bucket;
    private final String prefix;
    private final ArchiveForm form;

    private S3Archive(S3Client s3, S3ArchiveSettings settings, ArchiveForm form) {
        this.s3 = s3;
        this.bucket = new Bucket(s3, settings);
        this.prefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
        this.form = form;
    }

    /**
     * Looks for the bucket, so that a wrong one is found out now. One that cannot be reached now may be later.
     *
     * @param form of the objects to be; objects of any other stay as they are
     * @throws PortRefused when there is no such bucket, or it is not ours
     */
    public static S3Archive open(AwsAccess access, S3ArchiveSettings settings, ArchiveForm form) {
        // Host names of buckets are AWS's own: other servers know them by path.
        S3ClientBuilder builder = S3Client.builder().forcePathStyle(access.endpoint() != null);
        S3Archive archive = new S3Archive(access.open(builder), settings, form);
        try {
            archive.bucket.find();
        } catch (PortUnavailable away) {
            LOG.warn("the archive has to wait: {}", away.getMessage());
        } catch (PortRefused wrong) {
            archive.close();
            throw wrong;
        }
        return archive;
    }

    @Override
    public void keep(ArchiveBatch batch, Throttle throttle) {
        Partition.split(batch).forEach((partition, messages) -> {
            for (ArchiveFile file : form.files(batch.id(), messages, throttle)) {
                // Where an object is already, it is this one of an earlier try, and may have been erased from since.
                bucket.write(prefix + partition.path() + "/" + file.name(), file, new Condition.Absent());
            }
        });
    }

    @Override
    public String place() {
        return "archive";
    }

    /** Rewrites or deletes objects of any form, and their earlier versions where the bucket keeps those. */
    @Override
    public long erase(ErasureScope.Messages messages) {
        Erasing erasing = new Erasing(messages);
        long[] removed = {0};
        String above = prefix + Partition.above(messages.scope().key().organization()) + "/";
        bucket.eachVersion(above, version -> {
            if (!erasing.concerns(version.key())) {
                return;
            }
            if (Boolean.TRUE.equals(version.isLatest())) {
                removed[0] += eraseCurrent(version.key(), erasing);
            } else {
                eraseFormer(version, erasing);
            }
        });
        return removed[0];
    }

    private long eraseCurrent(String key, Erasing erasing) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Bucket.Read> found = bucket.read(key, null);
            if (found.isEmpty()) {
                return 0;
            }
            Bucket.Read object = found.get();
            Erasing.Left left = left(key, object, erasing);
            if (left.removed() == 0) {
                return 0;
            }
            if (left.file().isEmpty()) {
                bucket.delete(key, object.version());
                return left.removed();
            }
            Optional<String> written = bucket.write(key, left.file().get(), new Condition.Same(object.eTag()));
            if (written.isPresent()) {
                if (!written.get().equals(Bucket.UNVERSIONED)) {
                    bucket.delete(key, object.version() == null ? Bucket.UNVERSIONED : object.version());
                }
                return left.removed();
            }
        }
        throw new PortUnavailable(
                "the object " + key + " is being changed by others", new IllegalStateException(TRIES + " tries"));
    }

    /** What a version of before holds was counted when it was the current one; nobody reads it, so all of it goes. */
    private void eraseFormer(ObjectVersion version, Erasing erasing) {
        Optional<Bucket.Read> object = bucket.read(version.key(), version.versionId());
        if (object.isPresent() && left(version.key(), object.get(), erasing).removed() > 0) {
            bucket.delete(version.key(), version.versionId());
        }
    }

    private static Erasing.Left left(String key, Bucket.Read object, Erasing erasing) {
        try {
            return erasing.of(key.substring(key.lastIndexOf('/') + 1), object::bytes);
        } catch (IOException e) {
            throw new PortUnavailable("the object " + key + " is not what its name says", e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
