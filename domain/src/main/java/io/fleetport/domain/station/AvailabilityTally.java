package io.fleetport.domain.station;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up how a station was, report by report. A report stands until the next one, or until now, when that is at most
 * {@code observedWithin} later; else nothing is known from it on. Not safe to share between threads.
 */
public final class AvailabilityTally {

    /** Stretches remembered; a station that changes its mind more often is still added up rightly. */
    public static final int MOST_STRETCHES = 10_000;

    private final Instant from;
    private final Instant until;
    private final Instant now;
    private final Duration observedWithin;
    private final Map<StationStatus, Duration> observed = new EnumMap<>(StationStatus.class);
    private final List<StationAvailability.Stretch> stretches = new ArrayList<>();
    private Duration notObserved = Duration.ZERO;
    private boolean cut;
    private @Nullable StationReport last;

    /** Of {@code [from, until)}, the part up to {@code now}. */
    public AvailabilityTally(Instant from, Instant until, Instant now, Duration observedWithin) {
        this.from = from;
        this.until = earlier(later(from, until), later(from, now));
        this.now = now;
        this.observedWithin = observedWithin;
        for (StationStatus status : StationStatus.values()) {
            observed.put(status, Duration.ZERO);
        }
    }

    /**
     * The next report in {@link StationReport#EVENT_ORDER}. To know the edges, begin {@code observedWithin} before the time
     * asked for and end so long after it.
     */
    public void add(StationReport report) {
        account(report.observedAt());
        last = report;
    }

    /** To be asked once, after the last report. */
    public StationAvailability done() {
        account(now);
        return new StationAvailability(from, until, observed, notObserved, stretches, cut);
    }

    /** What the last report says of the time up to {@code next}. */
    private void account(Instant next) {
        StationReport known = last;
        Instant begin = known == null ? from : later(from, known.observedAt());
        Instant end = earlier(until, next);
        if (!begin.isBefore(end)) {
            return;
        }
        Duration time = Duration.between(begin, end);
        if (known != null && Duration.between(known.observedAt(), next).compareTo(observedWithin) <= 0) {
            observed.merge(known.status(), time, Duration::plus);
            append(new StationAvailability.Observed(known.status(), begin, end));
        } else {
            notObserved = notObserved.plus(time);
            append(new StationAvailability.Unobserved(begin, end));
        }
    }

    private void append(StationAvailability.Stretch stretch) {
        StationAvailability.Stretch before = stretches.isEmpty() ? null : stretches.getLast();
        if (stretch instanceof StationAvailability.Observed next
                && before instanceof StationAvailability.Observed same
                && same.status() == next.status()
                && !cut) {
            stretches.set(
                    stretches.size() - 1, new StationAvailability.Observed(next.status(), same.from(), next.until()));
        } else if (stretches.size() < MOST_STRETCHES) {
            stretches.add(stretch);
        } else {
            cut = true;
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
