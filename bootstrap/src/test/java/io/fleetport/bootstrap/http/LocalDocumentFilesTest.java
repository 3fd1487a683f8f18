package io.fleetport.bootstrap.http;

import static io.fleetport.application.contract.DocumentSample.PDF;
import static io.fleetport.application.contract.DocumentSample.aDocument;
import static io.fleetport.application.contract.Sample.aVehicle;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.application.contract.DocumentFilesContract;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.DocumentFiles.SignedUrl;
import io.fleetport.domain.document.Document;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own keeping of documents' bytes, by the URLs that it answers itself. */
class LocalDocumentFilesTest implements DocumentFilesContract {

    @TempDir
    static Path folder;

    private static WebServer server;

    @BeforeAll
    static void start() {
        server = new WebServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public DocumentFiles files() {
        return server.documentFiles;
    }

    @Override
    public URI absolute(URI url) {
        return server.uri(url.toString());
    }

    @Test
    void aPartCanBeAskedFor() throws Exception {
        Document document = kept();
        URI url = absolute(files().download(document, LIFETIME).url());
        HttpResponse<byte[]> part = server.client.send(
                HttpRequest.newBuilder(url)
                        .header("Range", "bytes=5-7")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.US_ASCII)).isEqualTo("1.7");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 5-7/" + PDF.length);
    }

    @Test
    void everyTermOfAUrlIsSigned() throws Exception {
        Document document = aDocument(aVehicle());
        String url = files().upload(document, LIFETIME).url().toString();
        for (String changed : List.of(
                url.replace("bytes=" + PDF.length, "bytes=1000"),
                url.replaceFirst("expires=\\d", "expires=9"),
                url.replace("type=application%2Fpdf", "type=text%2Fhtml"),
                url.replaceFirst("sha256=[0-9a-f]{4}", "sha256=0000"),
                url.replace("&signature=", "&more=1&signature="),
                url + "&bytes=" + PDF.length,
                url.replaceFirst("&signature=.*", ""),
                url.replace(document.organization().value(), "acme"))) {
            assertThat(changed).isNotEqualTo(url);
            HttpResponse<String> answer = server.client.send(
                    HttpRequest.newBuilder(absolute(URI.create(changed)))
                            .header("Content-Type", "application/pdf")
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(PDF))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            AccessTest.assertProblem(answer, 403, "/problems/url-refused");
        }
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        Document document = aDocument(aVehicle());
        SignedUrl signed = files().upload(document, LIFETIME);
        URI url = absolute(signed.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/pdf\r\nContent-Length: " + PDF.length + "\r\n\r\n%PDF-")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Awaitility.await().until(() -> drafts(document) == 1);
        }

        Awaitility.await().until(() -> drafts(document) == 0);
        assertThat(files().uploaded(document.organization(), document.id())).isEmpty();
    }

    private static long drafts(Document document) throws Exception {
        Path place = folder.resolve("documents/quarantine/" + document.organization());
        if (!Files.exists(place)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.count();
        }
    }

    private Document kept() throws Exception {
        Document document = aDocument(aVehicle());
        URI url = absolute(files().upload(document, LIFETIME).url());
        server.client.send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/pdf")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(PDF))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(files().promote(document.organization(), document.id())).isTrue();
        return document;
    }
}
