package io.fleetport.application.contract;

import static io.fleetport.application.contract.DocumentSample.PDF;
import static io.fleetport.application.contract.DocumentSample.aDocument;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.application.port.out.DocumentFiles.Uploaded;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.FileType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What any {@link DocumentFiles} must do, seen by a client that has nothing but the signed URLs. */
public interface DocumentFilesContract {

    Duration LIFETIME = Duration.ofMinutes(5);

    DocumentFiles files();

    /** The absolute form of a signed URL. */
    URI absolute(URI url);

    @Test
    default void whatWasPutIsLookedAtPromotedAndGotAsItWas() throws Exception {
        Document document = aDocument(aVehicle());
        assertThat(put(upload(document), PDF)).isEqualTo(200);

        Uploaded uploaded =
                files().uploaded(document.organization(), document.id()).orElseThrow();
        assertThat(uploaded.bytes()).isEqualTo(PDF.length);
        assertThat(uploaded.checksum()).isEqualTo(document.facts().checksum());
        assertThat(uploaded.head()).isEqualTo(PDF);
        assertThat(files().promote(document.organization(), document.id())).isTrue();

        HttpResponse<byte[]> got = get(files().download(document, LIFETIME));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(PDF);
        assertThat(got.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(got.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("Lieferschein");
    }

    @Test
    default void ofALargeFileTheHeadIsShown() throws Exception {
        byte[] content = new byte[3 << 20];
        new Random(7).nextBytes(content);
        Document document =
                DocumentSample.document(aVehicle(), Sample.aTripId(), Sample.NOW, DocumentSample.facts(content));
        assertThat(put(upload(document), content)).isEqualTo(200);

        Uploaded uploaded =
                files().uploaded(document.organization(), document.id()).orElseThrow();
        assertThat(uploaded.bytes()).isEqualTo(content.length);
        assertThat(uploaded.checksum()).isEqualTo(Checksum.of(Sha256.of(content)));
        assertThat(uploaded.head()).isEqualTo(Arrays.copyOf(content, FileType.HEAD_BYTES));
    }

    @Test
    default void whatIsNotPromotedIsGotByNobody() throws Exception {
        Document document = aDocument(aVehicle());
        put(upload(document), PDF);

        assertThat(get(files().download(document, LIFETIME)).statusCode()).isEqualTo(404);
    }

    @Test
    default void promotingIsRepeatedAndThenItIsStillThere() throws Exception {
        Document document = aDocument(aVehicle());
        assertThat(files().promote(document.organization(), document.id())).isFalse();
        put(upload(document), PDF);

        assertThat(files().promote(document.organization(), document.id())).isTrue();
        assertThat(files().promote(document.organization(), document.id())).isTrue();

        assertThat(files().uploaded(document.organization(), document.id())).isPresent();
        assertThat(get(files().download(document, LIFETIME)).body()).isEqualTo(PDF);
    }

    @Test
    default void bytesOfAnotherChecksumAreNotTaken() throws Exception {
        Document document = aDocument(aVehicle());
        byte[] others = PDF.clone();
        others[others.length - 1]++;

        assertThat(put(upload(document), others)).isBetween(400, 499);

        assertThat(files().uploaded(document.organization(), document.id())).isEmpty();
    }

    @Test
    default void moreOrFewerBytesAreNotTaken() throws Exception {
        Document document = aDocument(aVehicle());

        assertThat(put(upload(document), Arrays.copyOf(PDF, PDF.length - 1))).isBetween(400, 499);
        assertThat(put(upload(document), Arrays.copyOf(PDF, PDF.length + 1))).isBetween(400, 499);

        assertThat(files().uploaded(document.organization(), document.id())).isEmpty();
    }

    @Test
    default void anotherContentTypeIsNotTaken() throws Exception {
        Document document = aDocument(aVehicle());
        SignedUrl url = upload(document);
        HttpRequest.Builder request = HttpRequest.newBuilder(absolute(url.url()));
        url.headers().forEach((name, value) -> {
            request.header(name, name.equalsIgnoreCase("content-type") ? "text/html" : value);
        });

        assertThat(url.headers().keySet()).anyMatch("content-type"::equalsIgnoreCase);
        assertThat(send(request.PUT(HttpRequest.BodyPublishers.ofByteArray(PDF)))
                        .statusCode())
                .isBetween(400, 499);
        assertThat(files().uploaded(document.organization(), document.id())).isEmpty();
    }

    @Test
    default void aUrlThatWasChangedIsRefused() throws Exception {
        Document document = aDocument(aVehicle());
        Document other = aDocument(aVehicle());
        SignedUrl url = upload(document);
        String text = absolute(url.url()).toString();
        String changed = text.replace(document.id().toString(), other.id().toString());
        assertThat(changed).isNotEqualTo(text);

        assertThat(put(at(url, changed), PDF)).isEqualTo(403);
        assertThat(put(at(url, text.substring(0, text.length() - 4) + "0000"), PDF))
                .isEqualTo(403);
        assertThat(put(url, PDF)).isEqualTo(200);

        assertThat(files().uploaded(other.organization(), other.id())).isEmpty();
    }

    @Test
    default void aUrlThatTakesBytesGivesNone() throws Exception {
        Document document = aDocument(aVehicle());
        SignedUrl url = upload(document);
        put(url, PDF);
        files().promote(document.organization(), document.id());

        assertThat(get(url).statusCode()).isEqualTo(403);
        assertThat(put(files().download(document, LIFETIME), PDF)).isEqualTo(403);
    }

    @Test
    default void anExpiredUrlIsRefused() throws Exception {
        Document document = aDocument(aVehicle());
        put(upload(document), PDF);
        files().promote(document.organization(), document.id());
        SignedUrl download = files().download(document, Duration.ofSeconds(1));
        SignedUrl upload = files().upload(document, Duration.ofSeconds(1));

        await().until(() -> get(download).statusCode() == 403);
        await().until(() -> put(upload, PDF) == 403);
        assertThat(download.expiresAt()).isBefore(Instant.now());
    }

    @Test
    default void whatIsRemovedIsGone() throws Exception {
        Document promoted = aDocument(aVehicle());
        Document waiting = aDocument(aVehicle());
        put(upload(promoted), PDF);
        files().promote(promoted.organization(), promoted.id());
        put(upload(promoted), PDF);
        put(upload(waiting), PDF);

        files().remove(promoted.organization(), promoted.id());
        files().remove(waiting.organization(), waiting.id());
        files().remove(waiting.organization(), waiting.id());

        assertThat(files().uploaded(promoted.organization(), promoted.id())).isEmpty();
        assertThat(files().uploaded(waiting.organization(), waiting.id())).isEmpty();
        assertThat(files().promote(promoted.organization(), promoted.id())).isFalse();
        assertThat(get(files().download(promoted, LIFETIME)).statusCode()).isEqualTo(404);
    }

    @Test
    default void eachIsItsOrganizationsAndItsOwn() throws Exception {
        Document document = aDocument(aVehicle());
        put(upload(document), PDF);

        assertThat(files().uploaded(anOrganization(), document.id())).isEmpty();
        files().remove(anOrganization(), document.id());
        assertThat(files().uploaded(document.organization(), document.id())).isPresent();
    }

    @Test
    default void whatLiesInQuarantineForTooLongIsRemoved() throws Exception {
        Document left = aDocument(aVehicle());
        Document promoted = aDocument(aVehicle());
        put(upload(left), PDF);
        put(upload(promoted), PDF);
        files().promote(promoted.organization(), promoted.id());

        assertThat(files().removeLeftOver(Instant.now().minusSeconds(600))).isZero();
        assertThat(files().uploaded(left.organization(), left.id())).isPresent();
        assertThat(files().removeLeftOver(Instant.now().plusSeconds(600))).isPositive();

        assertThat(files().uploaded(left.organization(), left.id())).isEmpty();
        assertThat(files().uploaded(promoted.organization(), promoted.id())).isPresent();
    }

    @Test
    default void aSignedUrlIsNotPrinted() {
        SignedUrl url = upload(aDocument(aVehicle()));

        assertThat(url.toString()).doesNotContain(url.url().getRawQuery());
    }

    private SignedUrl upload(Document document) {
        return files().upload(document, LIFETIME);
    }

    private static SignedUrl at(SignedUrl url, String otherwise) {
        return new SignedUrl(url.method(), URI.create(otherwise), url.headers(), url.expiresAt());
    }

    private int put(SignedUrl url, byte[] bytes) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(absolute(url.url()));
        url.headers().forEach(request::header);
        HttpResponse<byte[]> answer = send(request.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("Exception");
        return answer.statusCode();
    }

    private HttpResponse<byte[]> get(SignedUrl url) throws Exception {
        return send(HttpRequest.newBuilder(absolute(url.url())));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
