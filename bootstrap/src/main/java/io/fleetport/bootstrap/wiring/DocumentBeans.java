package io.fleetport.bootstrap.wiring;

import io.fleetport.application.document.DocumentClearing;
import io.fleetport.application.document.DocumentSettings;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.Stores;
import io.fleetport.aws.s3.S3DocumentFiles;
import io.fleetport.aws.s3.S3DocumentSettings;
import io.fleetport.bootstrap.document.LocalDocumentFiles;
import io.fleetport.bootstrap.http.DocumentAddress;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.document.FileType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Documents: where their bytes are, how many there may be, and the job that removes those nobody confirmed. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class DocumentBeans {

    private static final String BUCKET = "fleetport.documents.bucket";
    private static final String ADDRESS = "fleetport.documents.url";
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s]+");

    /** A large document is copied within S3 in some seconds; who confirms it waits. */
    private static final Duration ATTEMPT = Duration.ofMinutes(1);

    private static final Duration CALL = Duration.ofMinutes(3);

    private static final int MOST_UPLOADS = 32;
    private static final int MOST_MOST_UPLOADS = 10_000;
    private static final long MOST_IN_ALL = 1L << 60;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Context
    DocumentSettings documentSettings(Settings settings) {
        return documents(settings);
    }

    static DocumentSettings documents(Settings settings) {
        DocumentSettings usual = DocumentSettings.DEFAULT;
        Duration lifetime = settings.duration("fleetport.documents.url-lifetime", usual.urlLifetime(), SECOND);
        if (lifetime.compareTo(DocumentSettings.LONGEST_LIFETIME) > 0) {
            throw new WrongSetting("fleetport.documents.url-lifetime must be at most 7d");
        }
        return new DocumentSettings(
                Map.of(
                        DocumentKind.DASHCAM_CLIP,
                        types(settings, "fleetport.documents.dashcam-types", usual.allowed(DocumentKind.DASHCAM_CLIP)),
                        DocumentKind.TRIP_DOCUMENT,
                        types(settings, "fleetport.documents.trip-types", usual.allowed(DocumentKind.TRIP_DOCUMENT))),
                settings.number("fleetport.documents.most-bytes", usual.mostBytes(), 1, DocumentSettings.MOST_BYTES),
                settings.number("fleetport.documents.most-documents", usual.mostDocuments(), 1, Integer.MAX_VALUE),
                settings.number("fleetport.documents.most-organization-bytes", usual.mostBytesInAll(), 1, MOST_IN_ALL),
                lifetime,
                settings.duration("fleetport.documents.keep-unconfirmed", usual.keptUnconfirmed(), lifetime));
    }

    /** Only types whose bytes we can tell: any other would have to be believed. */
    private static Set<FileType> types(Settings settings, String name, Set<FileType> usual) {
        return settings.text(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(part -> type(name, part.strip()))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FileType.class))))
                .map(types -> (Set<FileType>) types)
                .orElse(usual);
    }

    private static FileType type(String name, String text) {
        return FileType.find(text)
                .orElseThrow(() -> new WrongSetting(name + " must be some of "
                        + Arrays.stream(FileType.values())
                                .map(FileType::mediaType)
                                .collect(Collectors.joining(", "))
                        + " with commas between, but one is " + text));
    }

    @Context
    DocumentAddress documentAddress(Deployment deployment, Settings settings) {
        return address(deployment, settings);
    }

    static DocumentAddress address(Deployment deployment, Settings settings) {
        String given = settings.text(ADDRESS).orElse("");
        if (given.isEmpty()) {
            return new DocumentAddress(null);
        }
        if (!ORIGIN.matcher(given).matches()) {
            throw new WrongSetting(ADDRESS + " must be an address such as https://fleet.example.com but is " + given);
        }
        if (!deployment.isLocal() && !given.startsWith("https://")) {
            throw new WrongSetting(ADDRESS + " must begin with https:// but is " + given
                    + ": documents and what lets anyone have them would go there in the clear");
        }
        return new DocumentAddress(URI.create(given));
    }

    @Context
    DocumentFiles documentFiles(
            Deployment deployment,
            Settings settings,
            DataDirectory data,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        return switch (deployment.documents()) {
            case FILE ->
                LocalDocumentFiles.open(
                        data.documents(),
                        data.keys().resolve("documents.key"),
                        settings.number("fleetport.documents.most-uploads", MOST_UPLOADS, 1, MOST_MOST_UPLOADS),
                        clock);
            case S3 -> shutdown.started("documents", bucket(settings, meters));
        };
    }

    private static S3DocumentFiles bucket(Settings settings, MeterRegistry meters) {
        S3DocumentSettings place = place(settings);
        try {
            return S3DocumentFiles.open(
                    AwsSettings.access(settings, "fleetport.documents", ATTEMPT, CALL)
                            .counting(meters),
                    place);
        } catch (PortRefused e) {
            throw new WrongSetting(BUCKET + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Where in S3 they lie, for who hears of it from there. */
    @Singleton
    S3DocumentSettings documentPlace(Deployment deployment, Settings settings) {
        if (deployment.documents() != Deployment.Documents.S3) {
            throw new DisabledBeanException("documents are not in S3");
        }
        return place(settings);
    }

    static S3DocumentSettings place(Settings settings) {
        String bucket = settings.required(BUCKET, "fleetport.documents.kind is s3");
        try {
            return new S3DocumentSettings(
                    bucket, settings.text("fleetport.documents.prefix").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("fleetport.documents." + e.getMessage(), e);
        }
    }

    @Context
    @Requires(condition = DoesJobs.class)
    DocumentClearing documentClearing(
            Settings settings,
            Stores stores,
            DocumentFiles files,
            DocumentSettings documents,
            Clock clock,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        DocumentClearing clearing = new DocumentClearing(
                stores.documents(),
                files,
                documents,
                settings.duration("fleetport.documents.cleared-every", Duration.ofMinutes(10), SECOND),
                clock,
                meters);
        clearing.start();
        return shutdown.started("document clearing", clearing);
    }
}
