package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.document.DocumentSettings;
import io.fleetport.aws.s3.S3DocumentSettings;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.document.FileType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DocumentBeansTest {

    @Test
    void withoutSettingsTheyAreTheUsualOnes() {
        assertThat(DocumentBeans.documents(of(Map.of()))).isEqualTo(DocumentSettings.DEFAULT);
    }

    @Test
    void everyLimitCanBeSet() {
        DocumentSettings set = DocumentBeans.documents(of(Map.of(
                "fleetport.documents.most-bytes", "1048576",
                "fleetport.documents.most-documents", "7",
                "fleetport.documents.most-organization-bytes", "9999999999",
                "fleetport.documents.url-lifetime", "2m",
                "fleetport.documents.keep-unconfirmed", "3h",
                "fleetport.documents.dashcam-types", "video/mp4",
                "fleetport.documents.trip-types", "application/pdf, text/csv")));

        assertThat(set.mostBytes()).isEqualTo(1_048_576);
        assertThat(set.mostDocuments()).isEqualTo(7);
        assertThat(set.mostBytesInAll()).isEqualTo(9_999_999_999L);
        assertThat(set.urlLifetime()).isEqualTo(Duration.ofMinutes(2));
        assertThat(set.keptUnconfirmed()).isEqualTo(Duration.ofHours(3));
        assertThat(set.allowed(DocumentKind.DASHCAM_CLIP)).containsExactly(FileType.MP4);
        assertThat(set.allowed(DocumentKind.TRIP_DOCUMENT)).containsExactlyInAnyOrder(FileType.PDF, FileType.CSV);
    }

    @Test
    void anAddressInTheClearIsForLocalOnly() {
        Settings settings = of(Map.of("fleetport.documents.url", "http://fleet.example.com"));
        Deployment production = Deployment.of(of(
                Map.of("fleetport.environment", "production", "fleetport.security.issuer", "https://id.example.com")));

        assertThat(DocumentBeans.address(Deployment.of(of(Map.of())), settings).url())
                .hasToString("http://fleet.example.com");
        assertThatThrownBy(() -> DocumentBeans.address(production, settings))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("must begin with https://");
    }

    @Test
    void theBucketHasItsPrefix() {
        assertThat(DocumentBeans.place(of(Map.of(
                        "fleetport.documents.bucket", "papers", "fleetport.documents.prefix", "fleetport/documents"))))
                .isEqualTo(new S3DocumentSettings("papers", "fleetport/documents"));
        assertThatThrownBy(() -> DocumentBeans.place(
                        of(Map.of("fleetport.documents.bucket", "papers", "fleetport.documents.prefix", "/odd"))))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.documents.prefix");
    }

    private static Settings of(Map<String, String> settings) {
        return new Settings(name -> Optional.ofNullable(settings.get(name)));
    }
}
