package io.fleetport.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveBatch;
import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.ArchivedMessage;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.archive.ArchiveContract;
import io.fleetport.aws.archive.ArchiveFile;
import io.fleetport.aws.archive.ArchiveForm;
import io.fleetport.aws.archive.ArchiveReadingContract;
import io.fleetport.aws.archive.ArchiveSample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3ArchiveTest implements ArchiveContract, ArchiveReadingContract {

    private static S3Server server;

    private final String bucket = server.bucket();
    private final List<S3Archive> opened = new ArrayList<>();
    private final List<S3ArchiveFiles> reading = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = new S3Server();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @AfterEach
    void close() {
        opened.forEach(S3Archive::close);
        reading.forEach(S3ArchiveFiles::close);
    }

    private S3Archive open(S3ArchiveSettings settings, ArchiveForm form) {
        S3Archive archive = S3Archive.open(server.access(), settings, form);
        opened.add(archive);
        return archive;
    }

    private S3ArchiveSettings settings(String prefix) {
        return new S3ArchiveSettings(
                bucket, prefix, S3ArchiveSettings.LEAST_PART_BYTES, new S3ArchiveSettings.Encryption.AsTheBucket());
    }

    @Override
    public Archive archive(ArchiveForm form) {
        return open(settings("telemetry/raw"), form);
    }

    @Override
    public ArchiveFiles archived() {
        S3ArchiveFiles files = S3ArchiveFiles.open(server.access(), settings("telemetry/raw"));
        reading.add(files);
        return files;
    }

    @Override
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        server.everything(bucket).forEach((key, bytes) -> {
            assertThat(key).startsWith("telemetry/raw/");
            files.put(key.substring("telemetry/raw/".length()), bytes);
        });
        return files;
    }

    @Override
    public void takeAway() {
        server.stop();
    }

    @Override
    public void bringBack() {
        server.startAgain();
    }

    private static ArchiveBatch oneOfEach() {
        return new ArchiveBatch(
                BATCH,
                List.of(
                        new ArchivedMessage(GONE, "tesla", NOON, "gone".getBytes(StandardCharsets.UTF_8)),
                        new ArchivedMessage(STAYS, "tesla", NOON, "stays".getBytes(StandardCharsets.UTF_8))));
    }

    private static ArchiveBatch large() {
        Random random = new Random(8);
        List<ArchivedMessage> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            byte[] raw = new byte[512 << 10];
            random.nextBytes(raw);
            many.add(new ArchivedMessage(i % 3 == 0 ? GONE : STAYS, "tesla", NOON.plusSeconds(i), raw));
        }
        return new ArchiveBatch(BATCH, many);
    }

    @Test
    void withoutAPrefixKeysBeginWithTheOrganization() {
        open(settings(""), ArchiveForm.parquet())
                .keep(new ArchiveBatch(BATCH, List.of(ArchiveSample.message("one", "2026-03-01T08:00:00Z", "a"))));

        assertThat(server.everything(bucket).keySet()).containsExactly(FIRST_OF_MARCH + BATCH + ".parquet");
    }

    @Test
    void aLargeObjectIsSentInPartsAndErasedFromWithoutLeavingAny() throws Exception {
        Archive archive = archive(ArchiveForm.parquet());
        archive.keep(large());
        assertThat(server.client()
                        .headObject(request -> request.bucket(bucket).key("telemetry/raw/" + files().firstKey()))
                        .eTag())
                .contains("-4");

        assertThat(erase(archive, all(GONE))).isEqualTo(10);

        assertThat(messages(ACME, "parquet")).hasSize(20);
        archive.keep(large());
        assertThat(messages(ACME, "parquet")).hasSize(20);
        assertThat(server.unfinishedUploads(bucket)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVersionThatHoldsWhatWasErasedGoesToo(boolean keptFromTheBeginning) throws Exception {
        Archive archive = archive(ArchiveForm.parquet());
        if (keptFromTheBeginning) {
            server.keepVersions(bucket);
        }
        archive.keep(oneOfEach());
        server.keepVersions(bucket);

        assertThat(erase(archive, all(GONE))).isEqualTo(1);

        assertThat(files()).hasSize(1);
        assertThat(messages(ACME, "parquet")).containsExactly(STAYS + " tesla " + NOON + " stays");
        assertThat(erase(archive, all(STAYS))).isEqualTo(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatAKillLeftOfTheVersionBeforeGoesWithTheNextTry() throws Exception {
        server.keepVersions(bucket);
        Archive archive = archive(ArchiveForm.parquet());
        archive.keep(oneOfEach());
        String key = "telemetry/raw/" + files().firstKey();
        S3Archive elsewhere = open(settings("elsewhere"), ArchiveForm.parquet());
        elsewhere.keep(new ArchiveBatch(BATCH, oneOfEach().messages().subList(1, 2)));
        server.client().copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(key.replace("telemetry/raw", "elsewhere"))
                .destinationBucket(bucket)
                .destinationKey(key));
        assertThat(server.everything(bucket)).hasSize(3).containsKey(key + " before");

        assertThat(erase(archive, all(GONE))).isZero();

        assertThat(server.everything(bucket)).hasSize(2).containsKey(key);
    }

    @Test
    void anObjectThatChangedOrWentSinceItWasReadIsNotReplaced() {
        Bucket objects = new Bucket(server.client(), settings(""));
        assertThat(objects.write("key", holding(1), new Condition.Absent())).isPresent();
        Condition asRead =
                new Condition.Same(objects.read("key", null).orElseThrow().eTag());
        assertThat(objects.write("key", holding(2), asRead)).isPresent();

        assertThat(objects.write("key", holding(3), asRead)).isEmpty();

        assertThat(objects.read("key", null).orElseThrow().bytes()).containsExactly(2);
        objects.delete("key", null);
        assertThat(objects.write("key", holding(3), asRead)).isEmpty();
        assertThat(objects.read("key", null)).isEmpty();
    }

    private static ArchiveFile holding(int value) {
        return new ArchiveFile("key", out -> out.write(value));
    }

    @Test
    void whileS3IsAwayErasingIsUnavailableAndAfterwardsItErases() throws Exception {
        Archive archive = archive(ArchiveForm.jsonLines());
        archive.keep(oneOfEach());
        server.stop();

        assertThatThrownBy(() -> erase(archive, all(GONE))).isInstanceOf(PortUnavailable.class);
        S3Archive openedMeanwhile = open(settings("telemetry/raw"), ArchiveForm.parquet());

        server.startAgain();
        assertThat(openedMeanwhile.erase(all(GONE))).isEqualTo(1);
        assertThat(messages(ACME, "gz")).hasSize(1);
    }

    @Test
    void aBucketThatIsNotOursIsFoundOutAtTheStart() {
        S3ArchiveSettings misspelt = new S3ArchiveSettings(
                "no-such-bucket-here",
                "",
                S3ArchiveSettings.USUAL_PART_BYTES,
                new S3ArchiveSettings.Encryption.AsTheBucket());
        assertThatThrownBy(() -> open(misspelt, ArchiveForm.parquet()))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("no-such-bucket-here");
        assertThatThrownBy(() -> S3Archive.open(server.access("wrong"), settings(""), ArchiveForm.parquet()))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("403")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void aBucketThatVanishedRefuses() {
        Archive archive = archive(ArchiveForm.parquet());
        server.client().deleteBucket(request -> request.bucket(bucket));

        assertThatThrownBy(() -> archive.keep(oneOfEach()))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("NoSuchBucket");
    }

    @Test
    void anObjectIsEncryptedAsAskedFor() {
        open(
                        new S3ArchiveSettings(
                                bucket,
                                "telemetry/raw",
                                S3ArchiveSettings.LEAST_PART_BYTES,
                                new S3ArchiveSettings.Encryption.Aes256()),
                        ArchiveForm.parquet())
                .keep(oneOfEach());

        String key = "telemetry/raw/" + files().firstKey();
        assertThat(server.client()
                        .headObject(request -> request.bucket(bucket).key(key))
                        .serverSideEncryptionAsString())
                .isEqualTo("AES256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a/", "a//b", "a b", "ä"})
    void aPrefixThatMakesOddKeysIsRefused(String prefix) {
        assertThatThrownBy(() -> settings(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(prefix);
    }
}
