package io.fleetport.application.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.TelemetryLedger.NewReading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormTest {

    private static final UUID ID = new UUID(1, 2);

    private record Inner(byte[] bytes, double real) {}

    private record Row(
            UUID id, @Nullable String text, Set<String> set, Map<String, Long> map, Inner inner, Instant at) {}

    private static Row row(String text, byte last, Instant at) {
        return new Row(ID, text, Set.of("a", "b"), Map.of("x", 1L), new Inner(new byte[] {1, last}, -0.0), at);
    }

    @Test
    void orderOfSetsAndMapsAndWhatIsFinerThanMicrosecondsDoNotCount() {
        Map<String, Long> one = new LinkedHashMap<>(Map.of("x", 1L));
        one.put("y", 2L);
        Map<String, Long> other = new LinkedHashMap<>(Map.of("y", 2L));
        other.put("x", 1L);
        Inner inner = new Inner(new byte[] {1}, 0.5);

        assertThat(Form.of(new Row(ID, null, new LinkedHashSet<>(List.of("a", "bb")), one, inner, Sample.NOW)))
                .isEqualTo(Form.of(new Row(
                        ID, null, new LinkedHashSet<>(List.of("bb", "a")), other, inner, Sample.NOW.plusNanos(9))));
    }

    @Test
    void everyValueCounts() {
        byte[] form = Form.of(row("t", (byte) 2, Sample.NOW));

        assertThat(Form.of(row("t", (byte) 2, Sample.NOW))).isEqualTo(form);
        assertThat(Form.of(row("u", (byte) 2, Sample.NOW))).isNotEqualTo(form);
        assertThat(Form.of(row(null, (byte) 2, Sample.NOW))).isNotEqualTo(form);
        assertThat(Form.of(row("t", (byte) 3, Sample.NOW))).isNotEqualTo(form);
        assertThat(Form.of(row("t", (byte) 2, Sample.NOW.plusNanos(1_000)))).isNotEqualTo(form);
    }

    @Test
    void aReadingIsItsSignalsAndWhenItCame() {
        var key = Sample.aVehicle();
        NewReading reading = new NewReading(key, Sample.reading(key, Sample.NOW, 1), Sample.NOW);

        assertThat(Form.of(reading))
                .isEqualTo(Form.of(new NewReading(key, Sample.reading(key, Sample.NOW, 1), Sample.NOW)))
                .isNotEqualTo(Form.of(new NewReading(key, Sample.reading(key, Sample.NOW, 2), Sample.NOW)))
                .isNotEqualTo(Form.of(new NewReading(key, reading.reading(), Sample.NOW.plusSeconds(1))));
    }

    @Test
    void whatHasNoFormIsNoted() {
        assertThatThrownBy(() -> Form.of(List.of(new Object()))).isInstanceOf(IllegalArgumentException.class);
    }
}
