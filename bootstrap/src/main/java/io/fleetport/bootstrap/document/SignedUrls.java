package io.fleetport.bootstrap.document;

import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** URLs that carry what they allow, signed, and the way back. Safe to use from many threads. */
final class SignedUrls {

    private static final String PUT = "PUT";
    private static final String GET = "GET";

    private static final String EXPIRES = "expires";
    private static final String TYPE = "type";
    private static final String BYTES = "bytes";
    private static final String SHA256 = "sha256";
    private static final String NAME = "name";
    private static final String SIGNATURE = "signature";

    private final UrlSigning signing;
    private final Clock clock;

    SignedUrls(UrlSigning signing, Clock clock) {
        this.signing = signing;
        this.clock = clock;
    }

    SignedUrl upload(Document document, Duration lifetime) {
        String type = document.facts().type().mediaType();
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(TYPE, type);
        terms.put(BYTES, Long.toString(document.facts().bytes()));
        terms.put(SHA256, document.facts().checksum().hex());
        return signed(PUT, document, terms, Map.of("Content-Type", type), lifetime);
    }

    SignedUrl download(Document document, Duration lifetime) {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(TYPE, document.facts().type().mediaType());
        terms.put(NAME, document.name());
        return signed(GET, document, terms, Map.of(), lifetime);
    }

    private SignedUrl signed(
            String method,
            Document document,
            Map<String, String> terms,
            Map<String, String> headers,
            Duration lifetime) {
        Instant expires = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        terms.put(EXPIRES, Long.toString(expires.getEpochSecond()));
        String path = path(document.organization(), document.id());
        StringBuilder url = new StringBuilder(path).append('?');
        terms.forEach((name, value) ->
                url.append(name).append('=').append(encoded(value)).append('&'));
        url.append(SIGNATURE).append('=').append(signing.sign(method, path, terms));
        return new SignedUrl(method, URI.create(url.toString()), headers, expires);
    }

    private static String path(OrganizationId organization, DocumentId document) {
        return LocalDocumentFiles.PATH + "/" + organization + "/" + document;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param query each parameter, none twice */
    Optional<UploadGrant> uploadOf(OrganizationId organization, DocumentId document, Map<String, String> query) {
        return terms(PUT, path(organization, document), query, Set.of(TYPE, BYTES, SHA256, EXPIRES))
                .map(terms -> new UploadGrant(
                        organization,
                        document,
                        Long.parseLong(terms.getOrDefault(BYTES, "")),
                        terms.getOrDefault(TYPE, ""),
                        new Checksum(terms.getOrDefault(SHA256, ""))));
    }

    /** As {@link #uploadOf}. */
    Optional<DownloadGrant> downloadOf(OrganizationId organization, DocumentId document, Map<String, String> query) {
        return terms(GET, path(organization, document), query, Set.of(TYPE, NAME, EXPIRES))
                .map(terms -> new DownloadGrant(
                        organization, document, terms.getOrDefault(TYPE, ""), terms.getOrDefault(NAME, "")));
    }

    /** Empty unless we signed exactly these and they have not expired. */
    private Optional<Map<String, String>> terms(
            String method, String path, Map<String, String> query, Set<String> expected) {
        Map<String, String> terms = new HashMap<>(query);
        String signature = terms.remove(SIGNATURE);
        if (signature == null
                || !terms.keySet().equals(expected)
                || !signing.fits(method, path, terms, signature)
                || isOver(terms.getOrDefault(EXPIRES, ""))) {
            return Optional.empty();
        }
        return Optional.of(terms);
    }

    private boolean isOver(String expires) {
        try {
            return !clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(expires)));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalStateException("nothing but a time is signed as one", e);
        }
    }
}
