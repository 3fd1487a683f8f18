package io.fleetport.application.station;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.application.encoding.SwapFactsEncoding;
import io.fleetport.application.port.out.StationKey;
import io.fleetport.application.port.out.Swaps;
import io.fleetport.application.station.StationTelling.ToldSwap;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.station.Swap;
import io.fleetport.domain.station.SwapFacts;
import io.fleetport.domain.station.SwapId;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The swaps of one station that may still change. Used by one thread. */
final class SwapBook {

    /** More open ones than this cannot be real: the oldest are abandoned. */
    private static final int MOST_OPEN = 256;

    final HeldFacts<SwapId, SwapFacts, Swaps.State> held = new HeldFacts<>(state -> state == Swaps.State.UNDERWAY);

    void add(SwapId swap, UnaryOperator<SwapFacts> with, StationKey key, Swaps stored) {
        held.add(
                swap,
                id -> stored.facts(key, Set.of(id)).get(id),
                known -> with.apply(known == null ? SwapFacts.nothing(swap) : known));
    }

    void tell(StationKey key, Instant newestSeen, StationRule rule, StationTelling telling) {
        for (SwapId id : held.toTell()) {
            tell(key, id, newestSeen, rule, telling);
        }
        for (SwapId id : held.tooManyOpen(MOST_OPEN)) {
            tell(key, id, Instant.MAX, rule, telling);
        }
        held.trim();
    }

    private void tell(StationKey key, SwapId id, Instant newestSeen, StationRule rule, StationTelling telling) {
        SwapFacts facts = held.find(id);
        if (facts == null) {
            return;
        }
        Swap swap = Swap.of(key.station(), facts, newestSeen, rule);
        if (held.told(id, Swaps.State.of(swap))) {
            telling.swaps.add(new ToldSwap(swap, facts));
        }
    }

    /** What {@link #read} goes on from. */
    void write(ByteSink sink) {
        sink.putVarint(held.entries().size());
        held.entries().forEach((id, entry) -> {
            SwapFactsEncoding.put(entry.facts(), sink);
            sink.putText(entry.told() == null ? "" : entry.told().name());
        });
    }

    /** Takes in what {@link #write} wrote, into a book that is empty. */
    void read(ByteSource source) {
        for (int left = source.getCount(4); left > 0; left--) {
            SwapFacts facts = SwapFactsEncoding.get(source);
            held.restore(facts.id(), facts, told(source));
        }
    }

    private static Swaps.@Nullable State told(ByteSource source) {
        String name = source.getText();
        return name.isEmpty() ? null : Swaps.State.valueOf(name);
    }
}
