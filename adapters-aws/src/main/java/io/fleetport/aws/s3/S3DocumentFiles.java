package io.fleetport.aws.s3;

import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.FileFacts;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Documents' bytes as objects of a bucket, at {@code <prefix>/quarantine/organization=O/D} and then at {@code
 * <prefix>/kept/organization=O/D}. Length, type and SHA-256 are signed headers of an upload, so that S3 itself refuses other
 * bytes ("Checking object integrity"). Several processes may use the same bucket. Safe to call from many threads.
 *
 * <p>{@link PortUnavailable} when S3 is throttling, failing or not answering, after the attempts of {@link AwsAccess}; {@link
 * PortRefused} when the bucket is not ours to use. Signing a URL asks nobody but for credentials.
 */
public final class S3DocumentFiles implements DocumentFiles, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3DocumentFiles.class);

    /** What every client sends by itself. */
    private static final Set<String> OF_CLIENTS = Set.of("host", "content-length");

    private final S3Client s3;
    private final S3Presigner presigner;
    private final DocumentObjects objects;
    private final String bucket;
    private final S3DocumentSettings place;

    private S3DocumentFiles(S3Client s3, S3Presigner presigner, S3DocumentSettings settings) {
        this.s3 = s3;
        this.presigner = presigner;
        this.objects = new DocumentObjects(s3, settings.bucket());
        this.bucket = settings.bucket();
        this.place = settings;
    }

    /**
     * Looks for the bucket, so that a wrong one is found out now. One that cannot be reached now may be later.
     *
     * @throws PortRefused when there is no such bucket, or it is not ours
     */
    public static S3DocumentFiles open(AwsAccess access, S3DocumentSettings settings) {
        // Host names of buckets are AWS's own: other servers know them by path.
        boolean byPath = access.endpoint() != null;
        S3Configuration paths =
                S3Configuration.builder().pathStyleAccessEnabled(byPath).build();
        S3DocumentFiles files = new S3DocumentFiles(
                access.open(S3Client.builder().forcePathStyle(byPath)),
                access.signingFor(S3Presigner.builder())
                        .serviceConfiguration(paths)
                        .build(),
                settings);
        try {
            files.objects.find();
        } catch (PortUnavailable away) {
            LOG.warn("documents have to wait: {}", away.getMessage());
        } catch (PortRefused wrong) {
            files.close();
            throw wrong;
        }
        return files;
    }

    @Override
    public SignedUrl upload(Document document, Duration lifetime) {
        FileFacts facts = document.facts();
        String checksum = Base64.getEncoder().encodeToString(facts.checksum().bytes());
        String key = place.quarantined(document.organization(), document.id());
        return signed("PUT", presigner.presignPutObject(request -> request.signatureDuration(lifetime)
                .putObjectRequest(put -> put.bucket(bucket)
                        .key(key)
                        .contentLength(facts.bytes())
                        .contentType(facts.type().mediaType())
                        .checksumSHA256(checksum))));
    }

    @Override
    public SignedUrl download(Document document, Duration lifetime) {
        String key = place.kept(document.organization(), document.id());
        return signed("GET", presigner.presignGetObject(request -> request.signatureDuration(lifetime)
                .getObjectRequest(get -> get.bucket(bucket)
                        .key(key)
                        .responseContentType(document.facts().type().mediaType())
                        .responseContentDisposition(FileHeaders.attachment(document.name())))));
    }

    private static SignedUrl signed(String method, PresignedRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (Map.Entry<String, List<String>> header : request.signedHeaders().entrySet()) {
            if (!OF_CLIENTS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.put(header.getKey(), String.join(",", header.getValue()));
            }
        }
        return new SignedUrl(
                method,
                URI.create(request.url().toString()),
                headers,
                // S3 counts from the second that it was signed in.
                request.expiration().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Optional<Uploaded> uploaded(OrganizationId organization, DocumentId document) {
        return objects.look(place.kept(organization, document))
                .or(() -> objects.look(place.quarantined(organization, document)));
    }

    @Override
    public boolean promote(OrganizationId organization, DocumentId document) {
        String from = place.quarantined(organization, document);
        String to = place.kept(organization, document);
        if (!objects.copy(from, to)) {
            return objects.isThere(to);
        }
        objects.removeAll(from);
        return true;
    }

    @Override
    public void remove(OrganizationId organization, DocumentId document) {
        objects.removeAll(place.quarantined(organization, document));
        objects.removeAll(place.kept(organization, document));
    }

    @Override
    public int removeLeftOver(Instant before) {
        return objects.removeOlder(place.quarantine(), before);
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
