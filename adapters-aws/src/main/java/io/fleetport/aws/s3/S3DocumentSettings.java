package io.fleetport.aws.s3;

import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import java.util.Optional;

/**
 * Where in S3 documents lie.
 *
 * @param bucket its name; clients reach it by the URLs that are signed for them
 * @param prefix of all keys, without {@code /} at its ends; empty for none
 */
public record S3DocumentSettings(String bucket, String prefix) {

    private static final String QUARANTINE = "quarantine/";
    private static final String KEPT = "kept/";
    private static final String ORGANIZATION = "organization=";

    public S3DocumentSettings {
        KeyPrefix.require(prefix);
    }

    /**
     * Whose upload an object is; empty when it is none, or lies elsewhere.
     *
     * @param of the bucket it is in
     * @param key as it is, not as URLs and events have it
     */
    public Optional<QuarantinedDocument> quarantined(String of, String key) {
        String begin = quarantine() + ORGANIZATION;
        int end = key.lastIndexOf('/');
        if (!of.equals(bucket) || !key.startsWith(begin) || end < begin.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new QuarantinedDocument(
                    new OrganizationId(key.substring(begin.length(), end)), DocumentId.parse(key.substring(end + 1))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** What keys of uploads begin with. */
    String quarantine() {
        return below(QUARANTINE);
    }

    String quarantined(OrganizationId organization, DocumentId document) {
        return quarantine() + ORGANIZATION + organization + "/" + document;
    }

    String kept(OrganizationId organization, DocumentId document) {
        return below(KEPT) + ORGANIZATION + organization + "/" + document;
    }

    private String below(String part) {
        return prefix.isEmpty() ? part : prefix + "/" + part;
    }
}
