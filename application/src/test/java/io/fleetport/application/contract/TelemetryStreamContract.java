package io.fleetport.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.out.StreamReader;
import io.fleetport.application.port.out.TelemetryStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** What any {@link TelemetryStream} and the {@link StreamReader} of it must do. Each test has a stream of its own. */
public interface TelemetryStreamContract {

    /** Of two shards or more. */
    TelemetryStream stream();

    /** Reads that stream, each time under the same name and as another process would. */
    StreamReader reader();

    /** From now on the stream takes entries with such keys only. */
    void takeOnly(Predicate<String> keys);

    @Test
    default void entriesOfAKeyComeOutInTheirOrder() {
        List<String> cars = IntStream.range(0, 12).mapToObj(i -> "car-" + i).toList();
        for (int round = 0; round < 10; round++) {
            int number = round;
            assertThat(stream().put(cars.stream().map(car -> entry(car, number)).toList()))
                    .isEmpty();
        }
        StreamEar ear = new StreamEar();
        try (StreamReader.Reading reading = reader().read(ear)) {
            soon().untilAsserted(() -> assertThat(ear.heard()).hasSize(120));
        }
        for (String car : cars) {
            assertThat(ear.ofKey(car))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(Integer::toString).toList());
        }
        assertThat(ear.shards()).hasSizeGreaterThan(1);
        assertThat(ear.heard())
                .allSatisfy(entry -> assertThat(entry.arrivedAt()).isNotNull());
    }

    @Test
    default void aReaderGoesOnBehindWhatIsDurable() {
        stream().put(List.of(entry("car", 0)));
        stream().put(List.of(entry("car", 1)));
        stream().put(List.of(entry("car", 2)));
        StreamEar first = new StreamEar();
        first.durableUpTo("car", "1");
        try (StreamReader.Reading reading = reader().read(first)) {
            soon().untilAsserted(() -> assertThat(first.ofKey("car")).containsExactly("0", "1", "2"));
        }
        stream().put(List.of(entry("car", 3)));
        StreamEar second = new StreamEar();
        try (StreamReader.Reading reading = reader().read(second)) {
            soon().untilAsserted(() -> assertThat(second.ofKey("car")).containsExactly("2", "3"));
            // It also hears what comes while it reads.
            stream().put(List.of(entry("car", 4)));
            soon().untilAsserted(() -> assertThat(second.ofKey("car")).containsExactly("2", "3", "4"));
        }
    }

    @Test
    default void whatIsNotDurableIsReadAgain() {
        stream().put(List.of(entry("car", 0), entry("van", 0)));
        for (int time = 0; time < 2; time++) {
            StreamEar ear = new StreamEar();
            ear.durableUpTo("car", "none");
            ear.durableUpTo("van", "none");
            try (StreamReader.Reading reading = reader().read(ear)) {
                soon().untilAsserted(() -> assertThat(ear.heard()).hasSize(2));
            }
        }
    }

    @Test
    default void anEntryThatIsNotTakenIsToldAndCanBePutAgain() {
        List<TelemetryStream.Entry> entries = List.of(entry("car", 0), entry("van", 0), entry("bus", 0));
        takeOnly(key -> !key.equals("van"));
        assertThat(stream().put(entries)).containsExactly(1);
        takeOnly(key -> true);
        assertThat(stream().put(List.of(entries.get(1)))).isEmpty();
        StreamEar ear = new StreamEar();
        try (StreamReader.Reading reading = reader().read(ear)) {
            soon().untilAsserted(() -> assertThat(ear.heard()).hasSize(3));
        }
        assertThat(ear.ofKey("van")).containsExactly("0");
    }

    @Test
    default void whatIsBeyondTheLimitsIsRefused() {
        TelemetryStream.Limits limits = stream().limits();
        TelemetryStream.Entry large = new TelemetryStream.Entry("car", new byte[limits.entryBytes() - 3]);
        TelemetryStream.Entry larger = new TelemetryStream.Entry("car", new byte[limits.entryBytes() - 2]);
        assertThatThrownBy(() -> stream().put(List.of(larger))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream().put(List.of())).isInstanceOf(IllegalArgumentException.class);
        List<TelemetryStream.Entry> many = IntStream.rangeClosed(0, limits.entries())
                .mapToObj(i -> entry("car-" + i, i))
                .toList();
        assertThatThrownBy(() -> stream().put(many)).isInstanceOf(IllegalArgumentException.class);
        List<TelemetryStream.Entry> heavy = new ArrayList<>();
        for (long bytes = 0; bytes <= limits.putBytes(); bytes += limits.entryBytes()) {
            heavy.add(large);
        }
        assertThatThrownBy(() -> stream().put(heavy)).isInstanceOf(IllegalArgumentException.class);
        assertThat(stream().put(List.of(large))).isEqualTo(Set.of());
    }

    static TelemetryStream.Entry entry(String key, int number) {
        return new TelemetryStream.Entry(key, Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90));
    }
}
