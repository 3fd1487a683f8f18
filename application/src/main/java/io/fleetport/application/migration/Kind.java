package io.fleetport.application.migration;

import io.fleetport.application.encoding.Micros;
import io.fleetport.application.port.out.PortableStores;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of what is kept of an organization: how it is read, where each row is in the order that all stores read it in, and how
 * rows that are not there are added.
 *
 * @param name as the report has it
 * @param atOnce rows that are added together, few where they are large
 * @param newestFirst whether the last place comes first
 * @param place of a row, as text that sorts by its bytes; no two rows have the same
 */
record Kind<T>(
        String name, int atOnce, boolean newestFirst, Source<T> source, Function<T, String> place, Sink<T> sink) {

    /** Between the parts of a place: sorts before all that can be in one. */
    private static final String BETWEEN = "\0";

    /** Reads rows in their order, piece by piece. */
    @FunctionalInterface
    interface Source<T> {
        Iterator<T> of(PortableStores stores, OrganizationId organization);
    }

    /** Adds rows that are not there. A failure may leave some of them, each of them whole. */
    @FunctionalInterface
    interface Sink<T> {
        void add(PortableStores stores, OrganizationId organization, List<T> rows);
    }

    static <T> Kind<T> of(String name, int atOnce, Source<T> source, Function<T, String> place, Sink<T> sink) {
        return new Kind<>(name, atOnce, false, source, place, sink);
    }

    static <T> Kind<T> newestFirst(String name, int atOnce, Source<T> source, Function<T, String> place, Sink<T> sink) {
        return new Kind<>(name, atOnce, true, source, place, sink);
    }

    static String join(Object... parts) {
        return String.join(BETWEEN, Arrays.stream(parts).map(Object::toString).toList());
    }

    static String at(Instant time) {
        return sortable(Micros.floorOf(time));
    }

    /** Any number as text that sorts as numbers do. */
    static String sortable(long number) {
        return HexFormat.of().toHexDigits(number ^ Long.MIN_VALUE);
    }

    /** Below 0 when the one comes first. */
    int compare(String place, String other) {
        int order =
                Arrays.compareUnsigned(place.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        return newestFirst ? -order : order;
    }
}
