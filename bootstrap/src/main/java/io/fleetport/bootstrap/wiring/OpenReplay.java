package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.ArchiveFiles;
import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.application.privacy.ErasedVehicles;
import io.fleetport.application.privacy.HmacPseudonyms;
import io.fleetport.application.privacy.PrivacyBook;
import io.fleetport.application.privacy.VinQuestions;
import io.fleetport.application.replay.ArchiveReplay;
import io.fleetport.application.replay.ArchivedContent;
import io.fleetport.application.replay.ReplayReport;
import io.fleetport.application.replay.ReplayScope;
import io.fleetport.application.telemetry.IntakeStores;
import io.fleetport.application.telemetry.TelemetryIngestion;
import io.fleetport.application.usage.KeptHistory;
import io.fleetport.bootstrap.archive.ArchiveFolder;
import io.fleetport.bootstrap.http.ArchivedReadings;
import io.fleetport.domain.fleet.Organization;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.fleet.Quota;
import io.fleetport.mqtt.wire.ArchivedMessages;
import io.fleetport.mqtt.wire.StationDecoder;
import io.fleetport.tesla.record.ArchivedRecords;
import io.fleetport.tesla.record.TeslaRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A replay of the archive put together for a command beside the server: its stores, archive, keys, rules and limits, found by the
 * same settings. Closed when the command is done.
 */
public final class OpenReplay implements AutoCloseable {

    private final OpenStores opened;
    private final Path data;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Deque<AutoCloseable> below = new ArrayDeque<>();

    private OpenReplay(OpenStores opened, Path data) {
        this.opened = opened;
        this.data = data;
        below.push(opened);
    }

    /**
     * Opens the stores.
     *
     * @param data the server's data directory
     * @throws WrongSetting when the settings name no database that outlives a command
     */
    public static OpenReplay of(Deployment.Environment environment, Path data) {
        return new OpenReplay(OpenStores.of(environment, data), data);
    }

    /** As {@link OpenStores#limitWrites}. */
    public void limitWrites(int perSecond) {
        opened.limitWrites(perSecond);
    }

    /**
     * Replays all of the scope. Once only.
     *
     * @param folder of the archive; null for where the settings say
     * @param mostBytes of messages held in memory to put them in order
     * @param dayDone told after each day, with the counts from the beginning
     * @throws WrongSetting when there is no archive, or no key
     */
    public ReplayReport run(
            ReplayScope scope, @Nullable Path folder, long mostBytes, BiConsumer<LocalDate, ReplayReport> dayDone)
            throws InterruptedException {
        Settings settings = opened.settings();
        PortableStores stores = opened.stores();
        ArchiveFiles files = folder == null
                ? ArchiveBeans.beside(opened.deployment(), settings, data, meters, below::push)
                : new ArchiveFolder(folder);
        PrivacyBook book = PrivacyBeans.book(settings, stores.privacy());
        below.push(book);
        TelemetryIngestion intake = TelemetryIngestion.replaying(
                Limits.rules(settings),
                new IntakeStores(stores.ledger(), stores.history(), stores.trips(), stores.sessions(), stores.swaps()),
                Clock.systemUTC(),
                meters,
                book);
        intake.start();
        below.push(intake);
        Quota quota = stores.organizations()
                .find(scope.organization())
                .map(Organization::quota)
                .orElse(Quota.DEFAULT);
        @Nullable
        OrganizationId newcomers =
                StationBeans.newcomers(opened.deployment(), settings).orElse(null);
        return new ArchiveReplay(
                        scope,
                        new ArchiveReplay.Source(files, contents(book), mostBytes),
                        new ArchiveReplay.Target(
                                intake, new KeptHistory(intake, whose -> quota, Clock.systemUTC()), stores, newcomers),
                        Clock.systemUTC())
                .run(dayDone);
    }

    private ArchivedContent contents(PrivacyBook book) {
        Settings settings = opened.settings();
        DataKeyRing ring = new DataKeyRing(
                KeyBeans.beside(opened.deployment(), settings, data, meters, below::push),
                opened.stores().privacy().dataKeys(),
                FormerKeys.NONE);
        return new ArchivedSources(
                new ArchivedRecords(new TeslaRecords(Limits.stream(settings).vehicleZone())),
                new ArchivedReadings(),
                new ArchivedMessages(new StationDecoder(
                        Limits.stationMessageBytes(settings), new ErasedVehicles(new HmacPseudonyms(ring), book))),
                new VinQuestions(opened.stores().privacy().vins(), ring));
    }

    @Override
    public void close() {
        for (AutoCloseable part : below) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the replay could not be closed: " + e.getMessage(), e);
            }
        }
    }
}
