package io.fleetport.application.document;

import static io.fleetport.application.contract.DocumentSample.PDF;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aTripId;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.finished;
import static io.fleetport.application.contract.Sample.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.in.Caller;
import io.fleetport.application.port.in.InvalidRequest;
import io.fleetport.application.port.in.ManageDocuments;
import io.fleetport.application.port.in.ManageDocuments.Declaration;
import io.fleetport.application.port.in.Origin;
import io.fleetport.application.port.in.Permission;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.application.privacy.Discretion;
import io.fleetport.application.webhook.SettableClock;
import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.Document.Refusal;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.document.FileType;
import io.fleetport.domain.trip.TripId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of documents when things come too late, only half, or at the same time. */
class DocumentLifeTest {

    private static final VehicleKey CAR = aVehicle();
    private static final TripId TRIP = aTripId();
    private static final Duration A_DAY = DocumentSettings.DEFAULT.keptUnconfirmed();
    private static final Instant ERASED = NOW.minusSeconds(3_600);

    private final InMemoryStores stores = new InMemoryStores();
    private final HeldFiles files = new HeldFiles();
    private final List<String> recorded = new ArrayList<>();
    private final SettableClock clock = new SettableClock(NOW);
    private final ManageDocuments documents = management(DocumentSettings.DEFAULT);
    private final Caller ann = new Caller(
            CAR.organization(), "ann", EnumSet.allOf(Permission.class), null, null, new Origin("here", "r-1", null));

    @BeforeEach
    void aTrip() {
        stores.ledger()
                .commit(BatchDraft.batch()
                        .moves(CAR, 0, standing(CAR, "One", NOW))
                        .tells(CAR, finished(CAR, TRIP, NOW))
                        .done());
    }

    private ManageDocuments management(DocumentSettings settings) {
        return new DocumentManagement(
                stores.documents(),
                files,
                new DocumentOwners(stores.vehicles(), stores.trips(), key -> new ErasedHour()),
                settings,
                (caller, action, kind, id, reason, details) -> recorded.add(action),
                clock);
    }

    private static final class ErasedHour implements Discretion.Rule {
        @Override
        public boolean refuses(Instant observedAt) {
            return observedAt.equals(ERASED);
        }

        @Override
        public boolean hidesPosition(Instant observedAt) {
            return false;
        }
    }

    @Test
    void aKilledConfirmationIsFinishedByTheNext() {
        Document document = uploaded();
        files.promote(CAR.organization(), document.id());

        assertThat(state(documents.confirm(ann, document.id()))).isInstanceOf(Document.State.Available.class);
        assertThat(files.kept).containsKey(document.id());
    }

    @Test
    void whileFilesAreAwayNothingIsDecided() {
        Document document = uploaded();
        files.away = true;
        assertThatThrownBy(() -> documents.confirm(ann, document.id())).isInstanceOf(PortUnavailable.class);
        assertThatThrownBy(() -> documents.remove(ann, document.id())).isInstanceOf(PortUnavailable.class);
        files.away = false;

        assertThat(state(documents.confirm(ann, document.id()))).isInstanceOf(Document.State.Available.class);
        assertThat(documents.remove(ann, document.id())).isTrue();
        assertThat(files.kept).isEmpty();
    }

    @Test
    void bytesThatAreNotThoseDeclaredAreRefusedWhateverTheUrlLetThrough() {
        assertThat(refusalOf("%PDF-1.7 a delivery not")).isEqualTo(Refusal.OTHER_SIZE);
        assertThat(refusalOf("%PDF-1.7 a delivery nota")).isEqualTo(Refusal.OTHER_CHECKSUM);
        assertThat(files.quarantine).isEmpty();
        assertThat(recorded).contains("document.refuse").doesNotContain("document.confirm");
    }

    private Refusal refusalOf(String content) {
        Document document = declared();
        files.quarantine.put(document.id(), content.getBytes(StandardCharsets.US_ASCII));
        Document.State state = state(documents.confirm(ann, document.id()));
        assertThat(state).isInstanceOf(Document.State.Refused.class);
        return ((Document.State.Refused) state).why();
    }

    @Test
    void aTypeThatIsNoLongerAllowedIsRefused() {
        Document document = uploaded();
        DocumentSettings usual = DocumentSettings.DEFAULT;
        ManageDocuments stricter = management(new DocumentSettings(
                Map.of(
                        DocumentKind.DASHCAM_CLIP, Set.of(FileType.MP4),
                        DocumentKind.TRIP_DOCUMENT, Set.of(FileType.JPEG)),
                usual.mostBytes(),
                usual.mostDocuments(),
                usual.mostBytesInAll(),
                usual.urlLifetime(),
                usual.keptUnconfirmed()));

        assertThat(state(stricter.confirm(ann, document.id())))
                .isEqualTo(new Document.State.Refused(NOW, Refusal.TYPE_NOT_ALLOWED));
    }

    @Test
    void whatNobodyConfirmedIsGoneAfterADayAndClearedAwayThen() {
        Document document = uploaded();
        Document available = uploaded();
        documents.confirm(ann, available.id());
        clock.pass(A_DAY.plusSeconds(1));

        assertThat(documents.confirm(ann, document.id())).isEmpty();
        assertThat(documents.renewUpload(ann, document.id())).isEmpty();
        clear();
        assertThat(files.quarantine).as("a confirmation may be underway").isNotEmpty();
        clock.pass(Duration.ofMinutes(10));
        clear();

        assertThat(documents.find(ann, document.id())).isEmpty();
        assertThat(files.quarantine).isEmpty();
        assertThat(documents.find(ann, available.id())).isPresent();
        assertThat(files.lastSwept).isBefore(NOW);
    }

    @Test
    void clearingWaitsForFilesThatAreAway() {
        Document document = uploaded();
        clock.pass(A_DAY.plusHours(1));
        files.away = true;
        clear();
        assertThat(documents.find(ann, document.id())).isPresent();

        files.away = false;
        clear();

        assertThat(documents.find(ann, document.id())).isEmpty();
    }

    private void clear() {
        try (DocumentClearing clearing = new DocumentClearing(
                stores.documents(),
                files,
                DocumentSettings.DEFAULT,
                Duration.ofHours(1),
                clock,
                new SimpleMeterRegistry())) {
            clearing.clear();
        }
    }

    @Test
    void anErasureTakesDocumentsWithTheirBytes() {
        Document first = uploaded();
        documents.confirm(ann, first.id());
        uploaded();
        declared();
        DocumentErasing erasing = new DocumentErasing(stores.documents(), files);
        ErasureScope.Messages all = stores.privacy().erasable().messages(new ErasureScope(CAR, null, null));

        assertThat(erasing.erase(all)).isEqualTo(3);

        assertThat(files.kept).isEmpty();
        assertThat(files.quarantine).isEmpty();
        assertThat(documents.find(ann, first.id())).isEmpty();
        assertThat(erasing.erase(all)).isZero();
    }

    @Test
    void nothingOfATimeThatWasErasedIsTaken() {
        Declaration declaration = new Declaration(
                DocumentKind.TRIP_DOCUMENT,
                null,
                TRIP,
                "note.pdf",
                "application/pdf",
                PDF.length,
                Checksum.of(Sha256.of(PDF)),
                ERASED);

        assertThatThrownBy(() -> documents.declare(ann, declaration))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("recorded_at");
    }

    private Document uploaded() {
        Document document = declared();
        files.quarantine.put(document.id(), PDF);
        return document;
    }

    private Document declared() {
        return documents
                .declare(
                        ann,
                        new Declaration(
                                DocumentKind.TRIP_DOCUMENT,
                                null,
                                TRIP,
                                "note.pdf",
                                "application/pdf",
                                PDF.length,
                                Checksum.of(Sha256.of(PDF)),
                                null))
                .orElseThrow()
                .document();
    }

    private static Document.State state(Optional<Document> document) {
        return document.orElseThrow().state();
    }
}
