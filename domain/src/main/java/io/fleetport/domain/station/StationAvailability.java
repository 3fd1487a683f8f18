package io.fleetport.domain.station;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a station was over a time.
 *
 * @param observed how long it was known to be in each status; every status is there
 * @param notObserved how long nothing is known
 * @param stretches the same time cut where the status changes, oldest first; at most {@link AvailabilityTally#MOST_STRETCHES}
 * @param cut whether there were more stretches than are shown
 */
public record StationAvailability(
        Instant from,
        Instant until,
        Map<StationStatus, Duration> observed,
        Duration notObserved,
        List<Stretch> stretches,
        boolean cut) {

    /** A time in which nothing changed. */
    public sealed interface Stretch {
        Instant from();

        Instant until();
    }

    public record Observed(StationStatus status, Instant from, Instant until) implements Stretch {}

    public record Unobserved(Instant from, Instant until) implements Stretch {}

    public StationAvailability {
        observed = Map.copyOf(observed);
        stretches = List.copyOf(stretches);
    }

    public Duration observed(StationStatus status) {
        return observed.getOrDefault(status, Duration.ZERO);
    }

    public Duration observedInAll() {
        return observed.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** How long it served. */
    public Duration available() {
        return observed.entrySet().stream()
                .filter(entry -> entry.getKey().serves())
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Percent of the observed time in which it served; empty when nothing was observed. */
    public OptionalDouble availablePercentOfObserved() {
        return percent(available(), observedInAll());
    }

    /** Percent of all the time in which it is known to have served; empty when there is no time. */
    public OptionalDouble availablePercentOfAll() {
        return percentOfAll(available());
    }

    /** Percent that a part is of all the time; empty when there is no time. */
    public OptionalDouble percentOfAll(Duration part) {
        return percent(part, Duration.between(from, until));
    }

    private static OptionalDouble percent(Duration part, Duration whole) {
        return whole.isZero() ? OptionalDouble.empty() : OptionalDouble.of(100.0 * seconds(part) / seconds(whole));
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds() + duration.getNano() / 1e9;
    }
}
