package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.aws.archive.ArchiveForm;
import io.fleetport.aws.s3.S3Archive;
import io.fleetport.aws.s3.S3ArchiveFiles;
import io.fleetport.aws.s3.S3ArchiveSettings;
import io.fleetport.bootstrap.archive.ArchiveFolder;
import io.fleetport.bootstrap.archive.FileArchive;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.LocalLayout;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Where raw messages are kept for good. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class ArchiveBeans {

    private static final String BUCKET = "fleetport.archive.bucket";
    private static final String KMS_KEY = "fleetport.archive.kms-key";
    private static final String ENCRYPTION = "fleetport.archive.encryption";

    /** A part of 16 MiB at 5 Mbit/s; nobody waits for the archive but the outbox. */
    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    private static final Duration CALL = Duration.ofMinutes(2);

    /** {@code fleetport.archive.encryption} */
    enum Encryption {
        BUCKET,
        AES256,
        KMS
    }

    @Context
    Archive archive(
            Deployment deployment,
            Settings settings,
            DataDirectory data,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        ArchiveForm form =
                switch (deployment.archiveForm()) {
                    case PARQUET -> ArchiveForm.parquet();
                    case JSONL -> ArchiveForm.jsonLines();
                    case MESSAGES -> ArchiveForm.singleMessages();
                };
        return switch (deployment.archive()) {
            case FILE -> FileArchive.of(data.archive(), form);
            case S3 -> shutdown.started("archive", bucket(settings, form, meters));
            case NONE -> (batch, throttle) -> {};
        };
    }

    private static S3Archive bucket(Settings settings, ArchiveForm form, MeterRegistry meters) {
        S3ArchiveSettings place = place(settings);
        try {
            return S3Archive.open(
                    AwsSettings.access(settings, "fleetport.archive", ATTEMPT, CALL)
                            .counting(meters),
                    place,
                    form);
        } catch (PortRefused e) {
            throw new WrongSetting(BUCKET + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * What the archive of a server holds, for a command beside it.
     *
     * @param data the server's data directory
     * @param closing told what is to be closed when the command is done
     * @throws WrongSetting when nothing is archived, or it cannot be reached
     */
    static ArchiveFiles beside(
            Deployment deployment,
            Settings settings,
            Path data,
            MeterRegistry meters,
            Consumer<AutoCloseable> closing) {
        return switch (deployment.archive()) {
            case FILE -> new ArchiveFolder(LocalLayout.archive(data));
            case S3 -> {
                try {
                    S3ArchiveFiles files = S3ArchiveFiles.open(
                            AwsSettings.access(settings, "fleetport.archive", ATTEMPT, CALL)
                                    .counting(meters),
                            place(settings));
                    closing.accept(files);
                    yield files;
                } catch (PortRefused e) {
                    throw new WrongSetting(BUCKET + " cannot be used: " + e.getMessage(), e);
                }
            }
            case NONE -> throw new WrongSetting("fleetport.archive.kind is none: nothing was archived");
        };
    }

    static S3ArchiveSettings place(Settings settings) {
        String bucket = settings.required(BUCKET, "fleetport.archive.kind is s3");
        int partBytes = settings.number(
                "fleetport.archive.part-bytes",
                S3ArchiveSettings.USUAL_PART_BYTES,
                S3ArchiveSettings.LEAST_PART_BYTES,
                S3ArchiveSettings.MOST_PART_BYTES);
        try {
            return new S3ArchiveSettings(
                    bucket, settings.text("fleetport.archive.prefix").orElse(""), partBytes, encryption(settings));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("fleetport.archive." + e.getMessage(), e);
        }
    }

    private static S3ArchiveSettings.Encryption encryption(Settings settings) {
        Encryption encryption = settings.oneOf(ENCRYPTION, Encryption.class, Encryption.BUCKET);
        if (encryption != Encryption.KMS && settings.text(KMS_KEY).isPresent()) {
            throw new WrongSetting(
                    KMS_KEY + " is set, but " + ENCRYPTION + " is " + Settings.written(encryption) + ": set it to kms");
        }
        return switch (encryption) {
            case BUCKET -> new S3ArchiveSettings.Encryption.AsTheBucket();
            case AES256 -> new S3ArchiveSettings.Encryption.Aes256();
            case KMS -> new S3ArchiveSettings.Encryption.Kms(settings.required(KMS_KEY, ENCRYPTION + " is kms"));
        };
    }
}
