package io.fleetport.aws.s3;

/**
 * Where in S3 documents lie.
 *
 * @param bucket its name; clients reach it by the URLs that are signed for them
 * @param prefix of all keys, without {@code /} at its ends; empty for none
 */
public record S3DocumentSettings(String bucket, String prefix) {
    public S3DocumentSettings {
        KeyPrefix.require(prefix);
    }
}
