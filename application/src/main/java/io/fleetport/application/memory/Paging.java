package io.fleetport.application.memory;

import io.fleetport.application.encoding.Cursor;
import io.fleetport.application.port.out.Page;
import io.fleetport.domain.station.StationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Cuts pages as a database would: sorted, a look at one item more to know whether the list goes on. */
final class Paging {

    /** Ids in the order of their text form, as databases sort them; {@link UUID#compareTo} puts half of them in front of zero. */
    static final Comparator<UUID> BY_ID = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private Paging() {}

    static <T> Page<T> page(Stream<T> matching, Comparator<T> order, int limit, Function<T, String> cursor) {
        List<T> found = matching.sorted(order).limit(checked(limit, 1_000) + 1L).toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /** Whether something of a station lies before the position in order of time, station and name. */
    static boolean comesBefore(Instant time, StationId station, String name, Cursor.ByTimeAtStation position) {
        int order = time.compareTo(position.time());
        if (order == 0) {
            order = station.value().compareTo(position.station());
        }
        return order < 0 || order == 0 && name.compareTo(position.name()) < 0;
    }

    static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("limit must be within 1.." + most + " but is " + limit);
        }
        return limit;
    }
}
