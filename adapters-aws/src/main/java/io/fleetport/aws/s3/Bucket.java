package io.fleetport.aws.s3;

import io.fleetport.aws.archive.ArchiveFile;
import io.fleetport.aws.sdk.SdkFailures;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects by key, whole or not there. Translates the client's failures. Safe to use from many threads. */
final class Bucket {

    /** What S3 calls the version of an object that was written without versioning. */
    static final String UNVERSIONED = "null";

    /** Of one answer ("ListObjectsV2"). */
    private static final int MOST_KEYS = 1_000;

    private final S3Client s3;
    private final S3ArchiveSettings settings;

    /**
     * An object as it was read.
     *
     * @param version null in a bucket without versioning
     */
    record Read(byte[] bytes, String eTag, @Nullable String version) {}

    Bucket(S3Client s3, S3ArchiveSettings settings) {
        this.s3 = s3;
        this.settings = settings;
    }

    /** Asks whether it is there and ours to use. */
    void find() {
        try {
            s3.headBucket(request -> request.bucket(settings.bucket()));
        } catch (SdkException e) {
            throw SdkFailures.of("the bucket " + settings.bucket() + " could not be reached", e);
        }
    }

    /**
     * Writes an object when the condition holds.
     *
     * @return the version it became, {@link #UNVERSIONED} in a bucket without; empty when the condition did not hold
     */
    Optional<String> write(String key, ArchiveFile file, Condition condition) {
        try (ObjectUpload upload = new ObjectUpload(s3, settings, key, condition)) {
            file.content().writeTo(upload);
            return upload.finish();
        } catch (IOException e) {
            throw new IllegalStateException("nothing but S3 is written to", e);
        } catch (SdkException e) {
            throw SdkFailures.of(object(key) + " could not be written", e);
        }
    }

    /** @param version null for the current one */
    Optional<Read> read(String key, @Nullable String version) {
        try {
            ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(
                    request -> request.bucket(settings.bucket()).key(key).versionId(version));
            return Optional.of(new Read(
                    object.asByteArrayUnsafe(),
                    object.response().eTag(),
                    object.response().versionId()));
        } catch (NoSuchKeyException gone) {
            return Optional.empty();
        } catch (SdkException e) {
            throw SdkFailures.of(object(key) + " could not be read", e);
        }
    }

    /**
     * Deletes an object, or one version of it for good.
     *
     * @param version null where there are none
     */
    void delete(String key, @Nullable String version) {
        try {
            s3.deleteObject(
                    request -> request.bucket(settings.bucket()).key(key).versionId(version));
        } catch (SdkException e) {
            throw SdkFailures.of(object(key) + " could not be deleted", e);
        }
    }

    /** All versions of all objects below a prefix, by key and then the newest first. */
    void eachVersion(String prefix, Consumer<ObjectVersion> each) {
        try {
            s3.listObjectVersionsPaginator(
                            request -> request.bucket(settings.bucket()).prefix(prefix))
                    .versions()
                    .forEach(each);
        } catch (SdkException e) {
            throw SdkFailures.of("the objects below " + prefix + " could not be listed", e);
        }
    }

    /**
     * Keys below a prefix, none of those that have a {@code /} after it, in their order.
     *
     * @param after only keys after this one; null for all
     * @param limit 1 or more
     */
    List<String> keys(String prefix, @Nullable String after, int limit) {
        try {
            return s3
                    .listObjectsV2Paginator(request -> request.bucket(settings.bucket())
                            .prefix(prefix)
                            .delimiter("/")
                            .startAfter(after)
                            .maxKeys(Math.min(limit, MOST_KEYS)))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .limit(limit)
                    .toList();
        } catch (SdkException e) {
            throw SdkFailures.of("the objects below " + prefix + " could not be listed", e);
        }
    }

    private String object(String key) {
        return "the object " + key + " in " + settings.bucket();
    }
}
