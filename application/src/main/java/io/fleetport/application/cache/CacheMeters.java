package io.fleetport.application.cache;

import io.fleetport.application.port.out.ReadCache.Kind;
import io.fleetport.application.port.out.ReadCache.Place;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What became of looks into the cache: {@code fleetport.read.cache.looks} by kind and outcome. Safe to use from many threads. */
final class CacheMeters {

    private enum Outcome {
        HIT,
        MISS,
        UNREADABLE,
        AWAY
    }

    private final Map<Kind, Map<Outcome, Counter>> looks = new EnumMap<>(Kind.class);
    private final Counter unforgotten;

    CacheMeters(MeterRegistry meters) {
        for (Kind kind : Kind.values()) {
            Map<Outcome, Counter> ofKind = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                ofKind.put(
                        outcome,
                        Counter.builder("fleetport.read.cache.looks")
                                .description("Looks for an answer in the cache; all but hits ask the store")
                                .tag("kind", written(kind))
                                .tag("outcome", written(outcome))
                                .register(meters));
            }
            looks.put(kind, ofKind);
        }
        unforgotten = Counter.builder("fleetport.read.cache.unforgotten")
                .description("Changes that waited for the cache's time to live, because it did not say that it forgot")
                .register(meters);
    }

    void hit(Place place) {
        count(place, Outcome.HIT);
    }

    void miss(Place place) {
        count(place, Outcome.MISS);
    }

    /** Not written by us, or by a later version of us. */
    void unreadable(Place place) {
        count(place, Outcome.UNREADABLE);
    }

    void away(Place place) {
        count(place, Outcome.AWAY);
    }

    void unforgotten() {
        unforgotten.increment();
    }

    private void count(Place place, Outcome outcome) {
        Map<Outcome, Counter> ofKind = looks.get(place.shelf().kind());
        Counter counter = ofKind == null ? null : ofKind.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
