package io.fleetport.aws.s3;

/**
 * Where in S3 the archive lies and how it is written.
 *
 * @param bucket its name
 * @param prefix of all keys, without {@code /} at its ends; empty for none
 * @param partBytes an object is sent in parts of so many bytes when it has more; about two are held in memory. 5 MiB, the least
 *     S3 takes ("Amazon S3 multipart upload limits"), to 1 GiB
 * @param encryption asked for each object
 */
public record S3ArchiveSettings(String bucket, String prefix, int partBytes, Encryption encryption) {

    /** The least that S3 takes for a part that is not the last. */
    public static final int LEAST_PART_BYTES = 5 << 20;

    /** A usual batch fits into one. */
    public static final int USUAL_PART_BYTES = 16 << 20;

    /** About two parts are held in memory. */
    public static final int MOST_PART_BYTES = 1 << 30;

    /** How S3 encrypts an object ("Protecting data with server-side encryption"). */
    public sealed interface Encryption {
        /** As the bucket is set to. */
        record AsTheBucket() implements Encryption {}

        /** Under keys of S3's own (SSE-S3). */
        record Aes256() implements Encryption {}

        /**
         * Under a key of KMS (SSE-KMS).
         *
         * @param key its ARN or id, or an alias' ARN
         */
        record Kms(String key) implements Encryption {}
    }

    public S3ArchiveSettings {
        KeyPrefix.require(prefix);
        if (partBytes < LEAST_PART_BYTES || partBytes > MOST_PART_BYTES) {
            throw new IllegalArgumentException(
                    "partBytes must be within " + LEAST_PART_BYTES + ".." + MOST_PART_BYTES + " but is " + partBytes);
        }
    }
}
