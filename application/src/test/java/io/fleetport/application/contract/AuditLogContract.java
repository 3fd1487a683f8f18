package io.fleetport.application.contract;

import static io.fleetport.application.contract.Sample.NOW;
import static io.fleetport.application.contract.Sample.anOrganization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.audit.AuditVerification;
import io.fleetport.application.port.out.AuditLog;
import io.fleetport.application.port.out.AuditLog.Filter;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.audit.AuditEntry;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What any {@link AuditLog} must do. */
public interface AuditLogContract extends StoreContract {

    private AuditLog log() {
        return stores().auditLog();
    }

    private static AuditEvent event(OrganizationId organization, Instant at, String subject, String action) {
        return new AuditEvent(
                organization, at, subject, null, "192.0.2.1", null, action, "station", "S-1", null, new TreeMap<>());
    }

    private AuditEntry add(OrganizationId organization, int seconds) {
        return log().append(event(organization, NOW.plusSeconds(seconds), "ann", "station.register"));
    }

    @Test
    default void anEntryComesBackAsItWasAdded() {
        OrganizationId organization = anOrganization();
        AuditEvent full = new AuditEvent(
                organization,
                NOW.plusNanos(1_999),
                "ann \u00fc\ud83d\ude97",
                "operator",
                "2001:db8::1",
                "req-1",
                "vin.view",
                "vehicle",
                "v-1",
                "he said \"why\",\nand {so}\0\ud83d",
                new TreeMap<>(Map.of("b", "\\ \"2\" , {}", "a", "", "c.d_1", "NULL")));
        AuditEntry first = log().append(full);
        AuditEntry second = log().append(event(organization, NOW, "bob", "station.register"));

        assertThat(first.event()).isEqualTo(full);
        assertThat(log().chain(organization, 0, 10)).containsExactly(first, second);
        assertThat(log().list(organization, Filter.ALL, null, 10).items()).containsExactly(second, first);
        assertThat(first.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(log().chain(organization, 0, 10)).allMatch(AuditEntry::isIntact);
        assertThat(log().head(organization)).isEqualTo(second.head());
    }

    @Test
    default void everyOrganizationHasALogOfItsOwn() {
        OrganizationId ours = anOrganization();
        OrganizationId theirs = anOrganization();
        AuditEntry entry = add(ours, 0);

        assertThat(log().list(theirs, Filter.ALL, null, 10).items()).isEmpty();
        assertThat(log().chain(theirs, 0, 10)).isEmpty();
        assertThat(log().head(theirs)).isEqualTo(ChainHead.EMPTY);
        assertThat(add(theirs, 0).number()).isEqualTo(1);
        assertThat(log().chain(ours, 0, 10)).containsExactly(entry);
        assertThat(log().organizations()).contains(ours, theirs).isSorted();
    }

    @Test
    default void aListIsFilteredAndGoesOnWhereThePageEnded() {
        OrganizationId organization = anOrganization();
        List<AuditEntry> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(log().append(event(
                    organization, NOW.plusSeconds(i), i % 2 == 0 ? "ann" : "bob", i < 3 ? "vin.view" : "key.create")));
        }

        assertThat(log().list(organization, new Filter(NOW.plusSeconds(1), NOW.plusSeconds(3), null, null), null, 10)
                        .items())
                .containsExactly(all.get(2), all.get(1));
        assertThat(log().list(organization, new Filter(null, null, "bob", null), null, 10)
                        .items())
                .containsExactly(all.get(5), all.get(3), all.get(1));
        Filter annsViews = new Filter(null, null, "ann", "vin.view");
        Page<AuditEntry> page = log().list(organization, annsViews, null, 1);
        assertThat(page.items()).containsExactly(all.get(2));
        page = log().list(organization, annsViews, page.next(), 1);
        assertThat(page.items()).containsExactly(all.get(0));
        assertThat(page.next()).isNull();
        assertThat(log().chain(organization, 2, 2)).containsExactly(all.get(2), all.get(3));
        assertThatThrownBy(() -> log().list(organization, Filter.ALL, "nonsense", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log().chain(organization, 0, 1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void manyWhoAddAtOnceMakeOneChain() throws Exception {
        OrganizationId organization = anOrganization();
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(() -> {
                for (int j = 0; j < 10; j++) {
                    add(organization, j);
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
        }

        assertThat(log().chain(organization, 0, 100))
                .extracting(AuditEntry::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(new AuditVerification(log()).verify(organization, null).broken())
                .isNull();
    }
}
