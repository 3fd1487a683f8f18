package io.fleetport.application.contract;

import static io.fleetport.application.contract.BatchDraft.batch;
import static io.fleetport.application.contract.DocumentSample.PDF;
import static io.fleetport.application.contract.DocumentSample.aClip;
import static io.fleetport.application.contract.DocumentSample.aDocument;
import static io.fleetport.application.contract.DocumentSample.document;
import static io.fleetport.application.contract.DocumentSample.facts;
import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.aTripId;
import static io.fleetport.application.contract.Sample.aVehicle;
import static io.fleetport.application.contract.Sample.aVehicleOf;
import static io.fleetport.application.contract.Sample.anOrganization;
import static io.fleetport.application.contract.Sample.finished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.port.out.Documents;
import io.fleetport.application.port.out.ErasureScope;
import io.fleetport.application.port.out.Page;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.Document.Refusal;
import io.fleetport.domain.document.Document.State;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.document.DocumentKind;
import io.fleetport.domain.trip.TripId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What any {@link Documents} must do. */
public interface DocumentsContract extends StoreContract {

    Set<DocumentKind> BOTH = EnumSet.allOf(DocumentKind.class);

    @Test
    default void aDocumentComesBackAsItWasAddedAndToItsOrganizationOnly() {
        Document document = add(aDocument(aVehicle()));
        Document clip = add(aClip(aVehicle(), NOW));

        assertThat(documents().find(document.organization(), document.id())).contains(document);
        assertThat(documents().find(clip.organization(), clip.id())).contains(clip);
        assertThat(documents().find(anOrganization(), document.id())).isEmpty();
    }

    @Test
    default void anOrganizationHasNoMoreDocumentsThanItMay() {
        VehicleKey key = aVehicle();
        Document first = aDocument(key);

        assertThat(documents().add(first, 1, 1_000)).isTrue();
        assertThat(documents().add(first, 1, 1_000)).isTrue();
        assertThat(documents().add(aDocument(key), 1, 1_000)).isFalse();
        assertThat(documents().add(aDocument(aVehicle()), 1, 1_000)).isTrue();
        assertThat(all(key)).containsExactly(first);
    }

    @Test
    default void bytesOfRefusedDocumentsDoNotCount() {
        VehicleKey key = aVehicle();
        long room = 2L * PDF.length;
        Document first = aDocument(key);
        assertThat(documents().add(first, 10, room)).isTrue();
        assertThat(documents().add(aDocument(key), 10, room)).isTrue();
        assertThat(documents().add(aDocument(key), 10, room)).isFalse();

        assertThat(documents().settle(first.in(new State.Refused(NOW, Refusal.OTHER_SIZE))))
                .isTrue();

        assertThat(documents().add(aDocument(key), 10, room)).isTrue();
        assertThat(documents().add(aDocument(key), 10, room)).isFalse();
    }

    @Test
    default void theyAreListedNewestFirstPageByPage() {
        VehicleKey key = aVehicle();
        List<Document> added = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            added.addFirst(add(document(key, NOW.plusSeconds(i / 2))));
        }
        List<Document> listed = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Document> page = documents().list(key.organization(), filter(BOTH, null, null, null), cursor, 2);
            listed.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);

        assertThat(listed).hasSize(5).containsAll(added);
        assertThat(listed.getFirst().declaredAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(listed.getLast().declaredAt()).isEqualTo(NOW);
    }

    @Test
    default void theListKeepsToItsFilter() {
        VehicleKey one = aVehicle();
        VehicleKey other = aVehicleOf(one.organization());
        Document paper = add(aDocument(one));
        Document clip = add(aClip(one, NOW.plusSeconds(1)));
        Document elsewhere = add(document(other, NOW.plusSeconds(2)));
        documents().settle(paper.in(new State.Available(NOW)));

        assertThat(ids(one, filter(BOTH, null, null, null))).containsExactly(elsewhere.id(), clip.id(), paper.id());
        assertThat(ids(one, filter(EnumSet.of(DocumentKind.TRIP_DOCUMENT), null, null, null)))
                .containsExactly(elsewhere.id(), paper.id());
        assertThat(ids(one, filter(BOTH, one, null, null))).containsExactly(clip.id(), paper.id());
        assertThat(ids(one, filter(BOTH, null, paper.trip(), null))).containsExactly(paper.id());
        assertThat(ids(one, filter(BOTH, null, null, Documents.State.AVAILABLE)))
                .containsExactly(paper.id());
        assertThat(ids(one, filter(BOTH, one, null, Documents.State.AWAITING_UPLOAD)))
                .containsExactly(clip.id());
        assertThat(ids(aVehicle(), filter(BOTH, null, null, null))).isEmpty();
    }

    @Test
    default void itIsSettledOnce() {
        Document accepted = add(aDocument(aVehicle()));
        Document refused = add(aDocument(aVehicle()));
        Document available = accepted.in(new State.Available(NOW));
        Document gone = refused.in(new State.Refused(NOW, Refusal.OTHER_CONTENT));

        assertThat(documents().settle(available)).isTrue();
        assertThat(documents().settle(gone)).isTrue();
        assertThat(documents().settle(accepted.in(new State.Refused(NOW, Refusal.OTHER_SIZE))))
                .isFalse();
        assertThat(documents().settle(aDocument(aVehicle()).in(new State.Available(NOW))))
                .isFalse();

        assertThat(documents().find(accepted.organization(), accepted.id())).contains(available);
        assertThat(documents().find(refused.organization(), refused.id())).contains(gone);
    }

    @Test
    default void onlyItsOrganizationRemovesIt() {
        Document document = add(aDocument(aVehicle()));

        assertThat(documents().remove(anOrganization(), document.id())).isFalse();
        assertThat(documents().find(document.organization(), document.id())).isPresent();
        assertThat(documents().remove(document.organization(), document.id())).isTrue();
        assertThat(documents().find(document.organization(), document.id())).isEmpty();
        assertThat(documents().remove(document.organization(), document.id())).isFalse();
    }

    @Test
    default void whatAwaitsItsUploadForTooLongIsOverdue() {
        Document late = add(aDocument(aVehicle()));
        Document came = add(aDocument(aVehicle()));
        documents().settle(came.in(new State.Available(NOW)));

        assertThat(documents().overdue(NOW.plusSeconds(3_600), 1_000)).doesNotContain(late);
        assertThat(documents().overdue(NOW.plusSeconds(3_601), 1_000))
                .contains(late)
                .extracting(Document::id)
                .doesNotContain(came.id());
    }

    @Test
    default void anErasureCoversAllOfTheVehicle() {
        VehicleKey key = aVehicle();
        Document paper = add(aDocument(key));
        Document clip = add(aClip(key, NOW));
        add(aDocument(aVehicleOf(key.organization())));

        assertThat(documents().covered(new ErasureScope(key, null, null), 10)).containsExactlyInAnyOrder(paper, clip);
        assertThat(documents().covered(new ErasureScope(key, null, null), 1)).hasSize(1);
        VehicleKey foreign = new VehicleKey(anOrganization(), key.vehicle());
        assertThat(documents().covered(new ErasureScope(foreign, null, null), 10))
                .isEmpty();
    }

    @Test
    default void anErasureOfAnIntervalCoversWhatIsOfItAndOfTripsThatTouchIt() {
        VehicleKey key = aVehicle();
        TripId trip = aTripId();
        stores().ledger().commit(batch().tells(key, finished(key, trip, NOW)).done());
        Document before = add(aClip(key, NOW.minusSeconds(1)));
        Document within = add(aClip(key, NOW));
        add(aClip(key, NOW.plusSeconds(10)));
        Document ofTrip = add(document(key, trip, NOW.plusSeconds(90_000), facts(PDF)));
        add(document(key, aTripId(), NOW.plusSeconds(90_000), facts(PDF)));

        assertThat(documents().covered(new ErasureScope(key, NOW, NOW.plusSeconds(10)), 10))
                .containsExactlyInAnyOrder(within, ofTrip);
        assertThat(documents().covered(new ErasureScope(key, NOW.minusSeconds(1), NOW), 10))
                .containsExactly(before);
    }

    @Test
    default void aListHasItsLimit() {
        assertThatThrownBy(() -> documents().list(anOrganization(), filter(BOTH, null, null, null), null, 1_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1001");
    }

    private Documents documents() {
        return stores().documents();
    }

    private Document add(Document document) {
        assertThat(documents().add(document, 1_000, 1L << 40)).isTrue();
        return document;
    }

    private List<Document> all(VehicleKey key) {
        return documents()
                .list(key.organization(), filter(BOTH, null, null, null), null, 100)
                .items();
    }

    private List<DocumentId> ids(VehicleKey key, Documents.Filter filter) {
        return documents().list(key.organization(), filter, null, 100).items().stream()
                .map(Document::id)
                .toList();
    }

    private static Documents.Filter filter(
            Set<DocumentKind> kinds, @Nullable VehicleKey key, @Nullable TripId trip, Documents.@Nullable State state) {
        return new Documents.Filter(kinds, key == null ? null : key.vehicle(), trip, state);
    }
}
