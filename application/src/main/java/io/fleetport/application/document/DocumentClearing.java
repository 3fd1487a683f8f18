package io.fleetport.application.document;

import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.thread.Recurring;
import io.fleetport.domain.document.Document;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes, now and then, documents that were never confirmed, and what was uploaded and belongs to none any more. Safe to use
 * from many threads and processes.
 */
public final class DocumentClearing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentClearing.class);

    /** A confirmation that began in time may still be moving the bytes. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final int AT_ONCE = 100;

    private final Documents documents;
    private final DocumentFiles files;
    private final DocumentSettings settings;
    private final Clock clock;
    private final Counter cleared;
    private final Recurring recurring;

    public DocumentClearing(
            Documents documents,
            DocumentFiles files,
            DocumentSettings settings,
            Duration every,
            Clock clock,
            MeterRegistry registry) {
        this.documents = documents;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.cleared = Counter.builder("fleetport.documents.cleared")
                .description("Documents removed because nobody confirmed their upload, and uploads that belong to none")
                .register(registry);
        this.recurring = new Recurring("document-clearing", every, this::clear);
    }

    public void start() {
        recurring.start();
    }

    /** Once through everything. */
    void clear() {
        try {
            Instant now = clock.instant();
            clearOverdue(now.minus(MARGIN));
            cleared.increment(files.removeLeftOver(now.minus(settings.keptUnconfirmed())
                    .minus(settings.urlLifetime())
                    .minus(MARGIN)));
        } catch (PortUnavailable away) {
            LOG.info("unconfirmed documents are removed later: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("unconfirmed documents could not be removed, trying again later", unexpected);
        }
    }

    private void clearOverdue(Instant now) {
        List<Document> some;
        do {
            some = documents.overdue(now, AT_ONCE);
            for (Document document : some) {
                files.remove(document.organization(), document.id());
                documents.remove(document.organization(), document.id());
                cleared.increment();
            }
        } while (some.size() == AT_ONCE && !recurring.isClosing());
    }

    @Override
    public void close() {
        recurring.close();
    }
}
