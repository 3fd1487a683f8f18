package io.fleetport.aws.s3;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An object while it is written: in one request when it is small, in parts as soon as it is not. It is there, whole and
 * checked against its CRC-32, when {@link #finish} has returned; closed before that, nothing of it is. For one thread.
 */
final class ObjectUpload extends OutputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectUpload.class);

    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;

    private final S3Client s3;
    private final S3ArchiveSettings settings;
    private final String key;
    private final Condition condition;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] part = new byte[1 << 16];
    private int filled;
    /** Null until there is more than one part. */
    private @Nullable String uploadId;

    ObjectUpload(S3Client s3, S3ArchiveSettings settings, String key, Condition condition) {
        this.s3 = s3;
        this.settings = settings;
        this.key = key;
        this.condition = condition;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int done = 0;
        while (done < length) {
            if (filled == settings.partBytes()) {
                sendPart();
            }
            grow(length - done);
            int fits = Math.min(length - done, part.length - filled);
            System.arraycopy(bytes, from + done, part, filled, fits);
            filled += fits;
            done += fits;
        }
    }

    /** Most objects are much smaller than a part may be. */
    private void grow(int more) {
        long wanted = Math.min((long) filled + more, settings.partBytes());
        if (wanted > part.length) {
            byte[] larger = new byte[(int) Math.min(Math.max(wanted, 2L * part.length), settings.partBytes())];
            System.arraycopy(part, 0, larger, 0, filled);
            part = larger;
        }
    }

    private void sendPart() {
        String upload = uploadId == null ? begin() : uploadId;
        int number = parts.size() + 1;
        UploadPartResponse sent = s3.uploadPart(
                request -> request.bucket(settings.bucket())
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                body());
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build());
        filled = 0;
    }

    private String begin() {
        String begun = s3.createMultipartUpload(request -> request.bucket(settings.bucket())
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .serverSideEncryption(algorithm())
                        .ssekmsKeyId(kmsKey()))
                .uploadId();
        uploadId = begun;
        return begun;
    }

    /** @return its version, {@link Bucket#UNVERSIONED} in a bucket without; empty when the condition did not hold */
    Optional<String> finish() {
        try {
            String version;
            if (uploadId == null) {
                version = s3.putObject(put(), body()).versionId();
            } else {
                sendPart();
                version = s3.completeMultipartUpload(complete(uploadId)).versionId();
                uploadId = null;
            }
            return Optional.of(version == null ? Bucket.UNVERSIONED : version);
        } catch (S3Exception e) {
            boolean gone = condition instanceof Condition.Same && e.statusCode() == NOT_FOUND && uploadId == null;
            if (e.statusCode() == PRECONDITION_FAILED || gone) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PutObjectRequest put() {
        return PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(key)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                .serverSideEncryption(algorithm())
                .ssekmsKeyId(kmsKey())
                .ifNoneMatch(noneMatch())
                .ifMatch(match())
                .build();
    }

    private CompleteMultipartUploadRequest complete(String upload) {
        return CompleteMultipartUploadRequest.builder()
                .bucket(settings.bucket())
                .key(key)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts))
                .ifNoneMatch(noneMatch())
                .ifMatch(match())
                .build();
    }

    private @Nullable ServerSideEncryption algorithm() {
        return switch (settings.encryption()) {
            case S3ArchiveSettings.Encryption.AsTheBucket usual -> null;
            case S3ArchiveSettings.Encryption.Aes256 own -> ServerSideEncryption.AES256;
            case S3ArchiveSettings.Encryption.Kms kms -> ServerSideEncryption.AWS_KMS;
        };
    }

    private @Nullable String kmsKey() {
        return settings.encryption() instanceof S3ArchiveSettings.Encryption.Kms kms ? kms.key() : null;
    }

    private @Nullable String noneMatch() {
        return condition instanceof Condition.Absent ? "*" : null;
    }

    private @Nullable String match() {
        return condition instanceof Condition.Same same ? same.eTag() : null;
    }

    private RequestBody body() {
        return RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(part, 0, filled));
    }

    /** Parts of an object that is not to be would cost money for ever. */
    @Override
    public void close() {
        String begun = uploadId;
        if (begun == null) {
            return;
        }
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(settings.bucket()).key(key).uploadId(begun));
        } catch (SdkException e) {
            LOG.warn("parts of {} in {} are left over: {}", key, settings.bucket(), e.getMessage());
        }
        uploadId = null;
    }
}
