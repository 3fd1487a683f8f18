package io.fleetport.application.document;

import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.document.FileType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Bounds of documents.
 *
 * @param types what documents of each kind may be
 * @param mostBytes of one document, 1 to {@link #MOST_BYTES}
 * @param mostDocuments of an organization
 * @param mostBytesInAll of an organization's documents together
 * @param urlLifetime how long a signed URL works: 1 s to {@link #LONGEST_LIFETIME}
 * @param keptUnconfirmed how long a document waits to be confirmed; not shorter than a URL works
 */
public record DocumentSettings(
        Map<DocumentKind, Set<FileType>> types,
        long mostBytes,
        int mostDocuments,
        long mostBytesInAll,
        Duration urlLifetime,
        Duration keptUnconfirmed) {

    /** 5 GiB, what S3 takes and copies in one request ("Uploading objects", "CopyObject"). */
    public static final long MOST_BYTES = 5L << 30;

    /** Of a URL that S3 signs ("Authenticating Requests: Using Query Parameters"). */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

    public static final DocumentSettings DEFAULT = new DocumentSettings(
            Map.of(
                    DocumentKind.DASHCAM_CLIP,
                    EnumSet.of(FileType.MP4, FileType.QUICKTIME, FileType.JPEG, FileType.PNG),
                    DocumentKind.TRIP_DOCUMENT,
                    EnumSet.of(FileType.PDF, FileType.JPEG, FileType.PNG, FileType.CSV)),
            512L << 20,
            100_000,
            100L << 30,
            Duration.ofMinutes(15),
            Duration.ofHours(24));

    public DocumentSettings {
        types = Map.copyOf(types);
        for (DocumentKind kind : DocumentKind.values()) {
            require(types.containsKey(kind), "types must say what a " + kind + " may be");
        }
        require(
                mostBytes >= 1 && mostBytes <= MOST_BYTES,
                "mostBytes must be within 1.." + MOST_BYTES + " but is " + mostBytes);
        require(mostDocuments >= 1, "mostDocuments must be 1 or more but is " + mostDocuments);
        require(mostBytesInAll >= 1, "mostBytesInAll must be 1 or more but is " + mostBytesInAll);
        require(
                urlLifetime.toSeconds() >= 1 && urlLifetime.compareTo(LONGEST_LIFETIME) <= 0,
                "urlLifetime must be within 1 s.." + LONGEST_LIFETIME + " but is " + urlLifetime);
        require(
                keptUnconfirmed.compareTo(urlLifetime) >= 0,
                "keptUnconfirmed must be at least " + urlLifetime + " but is " + keptUnconfirmed);
    }

    /** What documents of the kind may be. */
    public Set<FileType> allowed(DocumentKind kind) {
        return types.getOrDefault(kind, Set.of());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
