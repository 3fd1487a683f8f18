package io.fleetport.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.net.URI;
import org.junit.jupiter.api.Test;

class DocumentAddressTest {

    private static final URI SIGNED = URI.create("/document-files/acme/7?signature=x");

    @Test
    void withoutASettingItIsTheHostThatWasAsked() {
        DocumentAddress address = new DocumentAddress(null);

        assertThat(address.absolute(asking("fleet.example.com:8080"), SIGNED))
                .hasToString("http://fleet.example.com:8080" + SIGNED);
        assertThat(address.absolute(asking("[::1]:8080"), SIGNED)).hasToString("http://[::1]:8080" + SIGNED);
    }

    @Test
    void aHostThatIsNoneIsNotRepeated() {
        assertThat(new DocumentAddress(null)
                        .absolute(asking("a@b/<script>"), SIGNED)
                        .toString())
                .endsWith(SIGNED.toString())
                .doesNotContain("script");
    }

    @Test
    void withASettingItIsThat() {
        DocumentAddress address = new DocumentAddress(URI.create("https://files.example.com"));

        assertThat(address.absolute(asking("elsewhere"), SIGNED)).hasToString("https://files.example.com" + SIGNED);
    }

    @Test
    void aUrlThatIsWholeStaysAsItIs() {
        URI whole = URI.create("https://bucket.s3.eu-central-1.amazonaws.com/kept/7?X-Amz-Signature=x");

        assertThat(new DocumentAddress(null).absolute(asking("fleet.example.com"), whole))
                .isSameAs(whole);
    }

    private static HttpRequest<?> asking(String host) {
        return HttpRequest.GET("/api/v1/documents").header("Host", host);
    }
}
