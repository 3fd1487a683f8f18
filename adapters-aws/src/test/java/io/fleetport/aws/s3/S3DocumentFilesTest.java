package io.fleetport.aws.s3;

import static io.fleetport.application.contract.DocumentSample.PDF;
import static io.fleetport.application.contract.DocumentSample.aDocument;
import static io.fleetport.application.contract.Sample.aVehicle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.DocumentFilesContract;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.domain.document.Document;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

final class S3DocumentFilesTest implements DocumentFilesContract {

    private static S3Server server;

    private final String bucket = server.bucket();
    private S3DocumentFiles files;

    @BeforeAll
    static void start() {
        server = new S3Server();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void open() {
        files = S3DocumentFiles.open(server.access(), new S3DocumentSettings(bucket, "tenants/documents"));
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Override
    public DocumentFiles files() {
        return files;
    }

    @Override
    public URI absolute(URI url) {
        return url;
    }

    @Test
    void lengthTypeAndChecksumOfAnUploadAreSigned() {
        Document document = aDocument(aVehicle());
        SignedUrl signed = files.upload(document, LIFETIME);

        assertThat(signed.url().getQuery()).contains("content-length;content-type;host;x-amz-checksum-sha256");
        assertThat(signed.headers().keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("content-type", "x-amz-checksum-sha256");
    }

    @Test
    void whoseAnUploadIsCanBeToldFromItsKey() {
        S3DocumentSettings place = new S3DocumentSettings(bucket, "tenants/documents");
        Document document = aDocument(aVehicle());
        String key = files.upload(document, LIFETIME).url().getPath().substring(bucket.length() + 2);

        assertThat(place.quarantined(bucket, key))
                .contains(new QuarantinedDocument(document.organization(), document.id()));
        assertThat(place.quarantined("another", key)).isEmpty();
        assertThat(place.quarantined(bucket, key.replace("quarantine", "kept"))).isEmpty();
        assertThat(place.quarantined(bucket, key.substring(1))).isEmpty();
        assertThat(place.quarantined(bucket, key + "0")).isEmpty();
        assertThat(new S3DocumentSettings(bucket, "").quarantined(bucket, key)).isEmpty();
    }

    @Test
    void bytesThatCameAnotherWayAreLookedAtAllTheSame() {
        Document document = aDocument(aVehicle());
        String key = "tenants/documents/quarantine/organization=" + document.organization() + "/" + document.id();
        byte[] others = PDF.clone();
        others[0]++;
        server.client().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(others));

        DocumentFiles.Uploaded uploaded =
                files.uploaded(document.organization(), document.id()).orElseThrow();

        assertThat(uploaded.checksum()).isNotEqualTo(document.facts().checksum());
        assertThat(uploaded.head()).isEqualTo(others);
    }

    @Test
    void noVersionOfWhatIsRemovedStays() throws Exception {
        server.keepVersions(bucket);
        Document document = aDocument(aVehicle());
        put(document);
        put(document);
        assertThat(files.promote(document.organization(), document.id())).isTrue();
        put(document);
        assertThat(files.promote(document.organization(), document.id())).isTrue();
        assertThat(server.everything(bucket)).hasSize(2);

        files.remove(document.organization(), document.id());

        assertThat(server.everything(bucket)).isEmpty();
    }

    @Test
    void whileS3IsAwayUrlsAreSignedAndTheRestIsUnavailable() {
        Document document = aDocument(aVehicle());
        server.stop();
        try {
            assertThat(files.upload(document, LIFETIME).url()).isNotNull();
            assertThatThrownBy(() -> files.uploaded(document.organization(), document.id()))
                    .isInstanceOf(PortUnavailable.class);
            assertThatThrownBy(() -> files.remove(document.organization(), document.id()))
                    .isInstanceOf(PortUnavailable.class);
        } finally {
            server.startAgain();
        }
        assertThat(files.uploaded(document.organization(), document.id())).isEmpty();
    }

    @Test
    void aBucketThatIsNotOursIsFoundOutAtTheStart() {
        assertThatThrownBy(
                        () -> S3DocumentFiles.open(server.access(), new S3DocumentSettings("no-such-bucket-here", "")))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("no-such-bucket-here");
    }

    private void put(Document document) throws Exception {
        SignedUrl signed = files.upload(document, LIFETIME);
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.url());
        signed.headers().forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(
                                    request.PUT(HttpRequest.BodyPublishers.ofByteArray(PDF))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
