package io.fleetport.aws.s3;

import io.fleetport.application.port.out.DocumentFiles.Uploaded;
import io.fleetport.aws.sdk.SdkFailures;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.FileType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects that others wrote. Translates the client's failures. Safe to use from many threads. */
final class DocumentObjects {

    private static final int NOT_FOUND = 404;

    /** Of a checksum that S3 calculated over a whole object. */
    private static final int BASE64_LENGTH = 44;

    private final S3Client s3;
    private final String bucket;

    DocumentObjects(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Asks whether the bucket is there and ours to use. */
    void find() {
        try {
            s3.headBucket(request -> request.bucket(bucket));
        } catch (SdkException e) {
            throw SdkFailures.of("the bucket " + bucket + " could not be reached", e);
        }
    }

    boolean isThere(String key) {
        return head(key).isPresent();
    }

    private Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(
                    s3.headObject(request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED)));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw SdkFailures.of(object(key) + " could not be looked at", e);
        } catch (SdkException e) {
            throw SdkFailures.of(object(key) + " could not be looked at", e);
        }
    }

    /** What is at the key, by what S3 found out when it was written; a server that did not is read from. */
    Optional<Uploaded> look(String key) {
        Optional<HeadObjectResponse> head = head(key);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        @Nullable String known = head.get().checksumSHA256();
        boolean whole = known != null && known.length() == BASE64_LENGTH;
        try (InputStream content = s3.getObject(request -> request.bucket(bucket)
                .key(key)
                .ifMatch(head.get().eTag())
                .range(whole ? "bytes=0-" + (FileType.HEAD_BYTES - 1) : null))) {
            return Optional.of(
                    whole
                            ? new Uploaded(
                                    head.get().contentLength(),
                                    Checksum.of(Base64.getDecoder().decode(known)),
                                    content.readNBytes(FileType.HEAD_BYTES))
                            : Uploaded.read(content));
        } catch (IOException e) {
            throw new UncheckedIOException(object(key) + " could not be read", e);
        } catch (SdkException e) {
            throw SdkFailures.of(object(key) + " could not be read", e);
        }
    }

    /** @return false when there is nothing to copy */
    boolean copy(String from, String to) {
        try {
            s3.copyObject(request -> request.sourceBucket(bucket)
                    .sourceKey(from)
                    .destinationBucket(bucket)
                    .destinationKey(to));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw SdkFailures.of(object(from) + " could not be copied", e);
        } catch (SdkException e) {
            throw SdkFailures.of(object(from) + " could not be copied", e);
        }
    }

    /** Removes every version of the object, for good. */
    void removeAll(String key) {
        try {
            List<ObjectVersion> versions = new ArrayList<>();
            s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(key))
                    .versions()
                    .forEach(version -> {
                        if (version.key().equals(key)) {
                            versions.add(version);
                        }
                    });
            for (ObjectVersion version : versions) {
                s3.deleteObject(request -> request.bucket(bucket).key(key).versionId(idOf(version)));
            }
        } catch (SdkException e) {
            throw SdkFailures.of(object(key) + " could not be removed", e);
        }
    }

    /** The only version of an object in a bucket without versions is deleted like one without a name. */
    private static @Nullable String idOf(ObjectVersion version) {
        boolean unversioned = Bucket.UNVERSIONED.equals(version.versionId());
        return unversioned && Boolean.TRUE.equals(version.isLatest()) ? null : version.versionId();
    }

    /** Removes what was written before. @return how many objects */
    int removeOlder(String prefix, Instant before) {
        List<String> old = new ArrayList<>();
        try {
            for (S3Object object : s3.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                if (object.lastModified().isBefore(before)) {
                    old.add(object.key());
                }
            }
        } catch (SdkException e) {
            throw SdkFailures.of("the objects below " + prefix + " could not be listed", e);
        }
        old.forEach(this::removeAll);
        return old.size();
    }

    private String object(String key) {
        return "the object " + key + " in " + bucket;
    }
}
