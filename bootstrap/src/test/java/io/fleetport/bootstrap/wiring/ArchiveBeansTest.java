package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.aws.s3.S3ArchiveSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ArchiveBeansTest {

    private static S3ArchiveSettings place(Map<String, String> settings) {
        return ArchiveBeans.place(new Settings(name -> Optional.ofNullable(settings.get(name))));
    }

    @Test
    void aBucketIsAllThatIsNeeded() {
        assertThat(place(Map.of("fleetport.archive.bucket", "raw")))
                .isEqualTo(new S3ArchiveSettings(
                        "raw", "", S3ArchiveSettings.USUAL_PART_BYTES, new S3ArchiveSettings.Encryption.AsTheBucket()));
    }

    @Test
    void everythingElseCanBeSet() {
        assertThat(place(Map.of(
                        "fleetport.archive.bucket", "raw",
                        "fleetport.archive.prefix", "fleetport/archive",
                        "fleetport.archive.part-bytes", "8388608",
                        "fleetport.archive.encryption", "kms",
                        "fleetport.archive.kms-key", "alias/archive")))
                .isEqualTo(new S3ArchiveSettings(
                        "raw", "fleetport/archive", 8 << 20, new S3ArchiveSettings.Encryption.Kms("alias/archive")));
    }

    @Test
    void whatIsMissingOddOrOverlookedIsNamed() {
        assertThatThrownBy(() -> place(Map.of()))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.archive.bucket is not set");
        assertThatThrownBy(
                        () -> place(Map.of("fleetport.archive.bucket", "raw", "fleetport.archive.prefix", "/archive/")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.archive.prefix must be");
        assertThatThrownBy(
                        () -> place(Map.of("fleetport.archive.bucket", "raw", "fleetport.archive.kms-key", "alias/a")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.archive.encryption is bucket: set it to kms");
        assertThatThrownBy(
                        () -> place(Map.of("fleetport.archive.bucket", "raw", "fleetport.archive.encryption", "kms")))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("fleetport.archive.kms-key is not set");
    }
}
