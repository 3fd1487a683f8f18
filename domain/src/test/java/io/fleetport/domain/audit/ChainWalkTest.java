package io.fleetport.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.domain.audit.ChainWalk.Break;
import io.fleetport.domain.audit.ChainWalk.Fault;
import io.fleetport.domain.fleet.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChainWalkTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456789Z");

    private final List<AuditEntry> log = aLog(5);

    @Test
    void aLogAsItWasWrittenIsWhole() {
        assertThat(walked(log, null)).isEmpty();
        assertThat(walked(log, log.get(2).head())).isEmpty();
        assertThat(walked(List.of(), null)).isEmpty();
    }

    @Test
    void anyChangeOfAnEntryShows() {
        AuditEntry third = log.get(2);
        for (AuditEvent changed : List.of(
                event("acme", NOON.plusNanos(1_000), "ann", "op", "192.0.2.1", "r", "a", "k", "3", "why", "d", "v"),
                event("other", NOON, "ann", "op", "192.0.2.1", "r", "a", "k", "3", "why", "d", "v"),
                event("acme", NOON, "bob", "op", "192.0.2.1", "r", "a", "k", "3", "why", "d", "v"),
                event("acme", NOON, "ann", null, "192.0.2.1", "r", "a", "k", "3", "why", "d", "v"),
                event("acme", NOON, "ann", "", "192.0.2.1", "r", "a", "k", "3", "why", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.2", "r", "a", "k", "3", "why", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", null, "a", "k", "3", "why", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "b", "k", "3", "why", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "a", "l", "3", "why", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "ak", "", "3", "why", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "a", "k", "4", "why", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "a", "k", "3", "because", "d", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "a", "k", "3", "why", "e", "v"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "a", "k", "3", "why", "d", "w"),
                event("acme", NOON, "ann", "op", "192.0.2.1", "r", "a", "k", "3", "why", "dv", ""))) {
            assertThat(third.event()).isNotEqualTo(changed);
            List<AuditEntry> tampered = new ArrayList<>(log);
            tampered.set(2, new AuditEntry(3, changed, third.previousHash(), third.hash()));
            assertThat(walked(tampered, null)).as(changed.toString()).contains(new Break(3, Fault.CHANGED));
        }
    }

    @Test
    void anEntryTakenOutShows() {
        List<AuditEntry> tampered = new ArrayList<>(log);
        tampered.remove(2);

        assertThat(walked(tampered, null)).contains(new Break(3, Fault.MISSING));
    }

    @Test
    void entriesThatChangedPlacesShow() {
        List<AuditEntry> asTheyAre = new ArrayList<>(log);
        asTheyAre.set(1, log.get(2));
        asTheyAre.set(2, log.get(1));
        assertThat(walked(asTheyAre, null)).contains(new Break(2, Fault.MISSING));

        List<AuditEntry> renumbered = new ArrayList<>(log);
        renumbered.set(1, renumbered(log.get(2), 2));
        renumbered.set(2, renumbered(log.get(1), 3));
        assertThat(walked(renumbered, null)).contains(new Break(2, Fault.CHANGED));
    }

    @Test
    void anEntryTwiceShows() {
        List<AuditEntry> tampered = new ArrayList<>(log);
        tampered.add(2, log.get(1));

        assertThat(walked(tampered, null)).contains(new Break(2, Fault.UNLINKED));
    }

    @Test
    void anEntryWrittenAnewShowsInTheOneAfterIt() {
        List<AuditEntry> tampered = new ArrayList<>(log);
        tampered.set(2, AuditEntry.after(log.get(1).head(), eventOf(99)));

        assertThat(walked(tampered, null)).contains(new Break(4, Fault.UNLINKED));
    }

    @Test
    void aLogCutOffShowsByItsOwnHeadOrByOneThatWasKept() {
        List<AuditEntry> cut = log.subList(0, 3);
        ChainWalk walk = ChainWalk.fromTheFirst(null);
        cut.forEach(entry -> assertThat(walk.next(entry)).isEmpty());

        assertThat(walk.end(log.getLast().head())).contains(new Break(4, Fault.TRUNCATED));
        assertThat(walked(cut, null))
                .as("with its head moved back, nothing shows")
                .isEmpty();
        assertThat(walked(cut, log.getLast().head())).contains(new Break(4, Fault.TRUNCATED));
    }

    @Test
    void anEndWrittenAnewShowsByAHeadThatWasKept() {
        List<AuditEntry> tampered = new ArrayList<>(log.subList(0, 2));
        while (tampered.size() < 7) {
            tampered.add(AuditEntry.after(tampered.getLast().head(), eventOf(90 + tampered.size())));
        }

        assertThat(walked(tampered, null)).as("it is whole in itself").isEmpty();
        assertThat(walked(tampered, log.getLast().head())).contains(new Break(5, Fault.REWRITTEN));
        assertThat(walked(tampered, log.get(1).head())).as("from before that").isEmpty();
    }

    @Test
    void aPartOfALogVouchesForItself() {
        List<AuditEntry> part = new ArrayList<>(log.subList(2, 5));
        assertThat(walkedFrom(part)).isEmpty();

        part.remove(1);
        assertThat(walkedFrom(part)).contains(new Break(4, Fault.MISSING));
    }

    /** Computed by another program from the form that {@link EntryHash} describes: a log of years must stay verifiable. */
    @Test
    void theHashStaysWhatItIs() {
        assertThat(log.getFirst().hash().hex())
                .isEqualTo("daa7a8e0307e55a955806267bbbb710480cbce7c18a724f12dab6452d838dac7");
    }

    @Test
    void whatNoStorageKeepsIsNotHashed() {
        AuditEvent event = event(
                "acme", NOON, "ann\0", null, "\ud83d", null, "a", "k", "x".repeat(300), null, "d", "\ud83d\ude97");

        assertThat(event.at()).isEqualTo(Instant.parse("2026-11-26T12:00:00.123456Z"));
        assertThat(event.subject()).isEqualTo("ann\ufffd");
        assertThat(event.address()).isEqualTo("?");
        assertThat(event.id()).hasSize(256);
        assertThat(event.details()).containsEntry("d", "\ud83d\ude97");
    }

    @Test
    void whatIsRecordedIsChecked() {
        for (AuditEvent wrong : List.of(
                event("acme", NOON, "s", null, "", null, "Station", "k", "", null, "d", ""),
                event("acme", NOON, "s", null, "", null, "a", "", "", null, "d", ""),
                event("acme", NOON, "s", null, "", null, "a", "k", "", "x".repeat(1_001), "d", ""),
                event("acme", NOON, "s", null, "", null, "a", "k", "", null, "a name", ""),
                event("acme", NOON, "s", null, "", null, "a", "k", "", null, "d", "x".repeat(8_192)))) {
            assertThatThrownBy(wrong::checked).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(eventOf(1).checked()).isEqualTo(eventOf(1));
    }

    private static Optional<Break> walked(List<AuditEntry> entries, ChainHead anchor) {
        return walked(ChainWalk.fromTheFirst(anchor), entries);
    }

    private static Optional<Break> walkedFrom(List<AuditEntry> part) {
        return walked(ChainWalk.from(part.getFirst(), null), part);
    }

    /** Whose own head is that of its last entry. */
    private static Optional<Break> walked(ChainWalk walk, List<AuditEntry> entries) {
        for (AuditEntry entry : entries) {
            Optional<Break> broken = walk.next(entry);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return walk.end(entries.isEmpty() ? ChainHead.EMPTY : entries.getLast().head());
    }

    private static AuditEntry renumbered(AuditEntry entry, long number) {
        return new AuditEntry(number, entry.event(), entry.previousHash(), entry.hash());
    }

    private static List<AuditEntry> aLog(int entries) {
        List<AuditEntry> log = new ArrayList<>();
        ChainHead head = ChainHead.EMPTY;
        for (int i = 1; i <= entries; i++) {
            log.add(AuditEntry.after(head, eventOf(i)));
            head = log.getLast().head();
        }
        return log;
    }

    private static AuditEvent eventOf(int id) {
        return event("acme", NOON, "ann", "op", "192.0.2.1", "r", "a", "k", Integer.toString(id), "why", "d", "v");
    }

    private static AuditEvent event(
            String organization,
            Instant at,
            String subject,
            String impersonator,
            String address,
            String requestId,
            String action,
            String kind,
            String id,
            String reason,
            String detail,
            String value) {
        SortedMap<String, String> details = new TreeMap<>(Map.of(detail, value));
        return new AuditEvent(
                new OrganizationId(organization),
                at,
                subject,
                impersonator,
                address,
                requestId,
                action,
                kind,
                id,
                reason,
                details);
    }
}
