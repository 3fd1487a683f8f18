package io.fleetport.application.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetport.domain.motion.Position;
import io.fleetport.domain.station.StationReport;
import io.fleetport.domain.station.StationStatus;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Property(tries = 500)
    void theOrderOfTheSignalsDoesNotMatter(@ForAll("lists") List<Signal> signals, @ForAll long seed) {
        List<Signal> shuffled = new ArrayList<>(signals);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Fingerprint.of(shuffled)).isEqualTo(Fingerprint.of(signals));
    }

    @Property(tries = 500)
    void differentSignalsHaveDifferentFingerprints(
            @ForAll("lists") List<Signal> one, @ForAll("lists") List<Signal> other) {
        List<Signal> a = sorted(one);
        List<Signal> b = sorted(other);

        assertThat(Fingerprint.of(a) == Fingerprint.of(b)).isEqualTo(a.equals(b));
    }

    @Property(tries = 200)
    void whatIsStoredHasTheFingerprintOfWhatWasSaid(@ForAll("lists") List<Signal> signals) {
        List<Signal> stored = SignalEncoding.decode(SignalEncoding.encode(signals));

        assertThat(Fingerprint.of(stored)).isEqualTo(Fingerprint.of(signals));
    }

    @Provide
    Arbitrary<List<Signal>> lists() {
        return SomeSignals.lists();
    }

    @Test
    void aMillionNeighbouringValuesDoNotCollide() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            for (int j = 0; j < 1_000; j++) {
                seen.add(Fingerprint.of(List.of(
                        new Signal.Quantity(Signals.SPEED, i), new Signal.Quantity(Signals.STATE_OF_CHARGE, j))));
            }
        }
        assertThat(seen).hasSize(1_000_000);
    }

    @Test
    void theFingerprintOfAReadingNeverChanges() {
        assertThat(Fingerprint.of(
                        List.of(new Signal.Quantity(Signals.SPEED, 12.5), new Signal.Option(Signals.GEAR, "D"))))
                .isEqualTo(PINNED);
    }

    private static final long PINNED = 4746657599077385691L;

    @Test
    void theFingerprintOfAReportNeverChanges() {
        assertThat(Fingerprint.of(report(0, 8, 21.5, "1.4.2"))).isEqualTo(PINNED_REPORT);
    }

    private static final long PINNED_REPORT = 3208645266658736439L;

    @Test
    void everyPartOfAReportCountsButItsTimeAndFingerprint() {
        StationReport report = report(0, 8, 21.5, "1.4.2");
        StationReport later = new StationReport(
                Instant.parse("2026-01-31T09:00:00Z"),
                7,
                report.status(),
                8,
                4,
                21.5,
                null,
                2,
                null,
                -500.0,
                null,
                new Position(52, 5),
                "1.4.2");

        assertThat(Fingerprint.of(later)).isEqualTo(Fingerprint.of(report));
        assertThat(List.of(
                        report,
                        report(0, 9, 21.5, "1.4.2"),
                        report(0, 8, 21.0, "1.4.2"),
                        report(0, 8, null, "1.4.2"),
                        report(0, 8, 21.5, ""),
                        report(0, 8, 21.5, null)))
                .extracting(Fingerprint::of)
                .doesNotHaveDuplicates();
    }

    @Test
    void aValueSaidOfOneMemberIsNotTakenForThatOfTheNext() {
        StationReport warm = report(21.5, null);
        StationReport humid = report(null, 21.5);

        assertThat(Fingerprint.of(warm)).isNotEqualTo(Fingerprint.of(humid));
    }

    @Test
    void zeroHasOneSign() {
        assertThat(Fingerprint.of(report(-0.0, null))).isEqualTo(Fingerprint.of(report(0.0, null)));
    }

    private static StationReport report(@Nullable Double temperature, @Nullable Double humidity) {
        return new StationReport(
                Instant.EPOCH,
                0,
                StationStatus.OPERATIONAL,
                8,
                4,
                temperature,
                humidity,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static StationReport report(
            long fingerprint, int available, @Nullable Double temperature, @Nullable String firmware) {
        return new StationReport(
                Instant.parse("2026-01-31T08:00:00Z"),
                fingerprint,
                StationStatus.OPERATIONAL,
                available,
                4,
                temperature,
                null,
                2,
                null,
                -500.0,
                null,
                new Position(52, 5),
                firmware);
    }

    private static List<Signal> sorted(List<Signal> signals) {
        List<Signal> sorted = new ArrayList<>(signals);
        sorted.sort(SomeSignals.BY_NAME.thenComparing(Signal::toString).thenComparing(Signal::hashCode));
        return sorted;
    }
}
