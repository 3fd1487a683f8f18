package io.fleetport.application.migration;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.Micros;
import io.fleetport.application.encoding.SignalEncoding;
import io.fleetport.application.encoding.StateEncoding;
import io.fleetport.domain.vehicle.Reading;
import io.fleetport.domain.vehicle.VehicleState;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row as bytes that are the same in whatever store it was, to be compared and digested: each value behind what it is, of a
 * record its components, of a set or map the elements in the order of their bytes. Times are in microseconds, as stores keep them.
 */
final class Form {

    private static final int ABSENT = 0;
    private static final int TEXT = 1;
    private static final int NUMBER = 2;
    private static final int REAL = 3;
    private static final int FLAG = 4;
    private static final int BYTES = 5;
    private static final int TIME = 6;
    private static final int DURATION = 7;
    private static final int ID = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int RECORD = 12;

    private Form() {}

    static byte[] of(Object row) {
        ByteSink sink = new ByteSink(512);
        put(row, sink);
        return sink.toByteArray();
    }

    private static void put(@Nullable Object value, ByteSink sink) {
        switch (value) {
            case null -> sink.putByte(ABSENT);
            case String text -> text(text, sink);
            case Enum<?> name -> text(name.name(), sink);
            case URI uri -> text(uri.toString(), sink);
            case LocalTime time -> text(time.toString(), sink);
            case ZoneId zone -> text(zone.getId(), sink);
            case Long number -> number(number, sink);
            case Integer number -> number(number, sink);
            case Double number -> {
                sink.putByte(REAL);
                sink.putDouble(number);
            }
            case Boolean flag -> {
                sink.putByte(FLAG);
                sink.putByte(flag ? 1 : 0);
            }
            case byte[] bytes -> bytes(bytes, sink);
            case Instant time -> {
                sink.putByte(TIME);
                sink.putLong(Micros.floorOf(time));
            }
            case Duration duration -> {
                sink.putByte(DURATION);
                sink.putLong(duration.toNanos());
            }
            case UUID id -> {
                sink.putByte(ID);
                sink.putUuid(id);
            }
            case VehicleState state -> bytes(StateEncoding.encode(state), sink);
            case Reading reading -> {
                put(reading.vehicle().value(), sink);
                put(reading.observedAt(), sink);
                number(reading.fingerprint(), sink);
                bytes(SignalEncoding.encode(reading.signals()), sink);
            }
            case List<?> list -> {
                sink.putByte(LIST);
                sink.putVarint(list.size());
                list.forEach(element -> put(element, sink));
            }
            case Set<?> set -> sorted(SET, set, sink);
            case Map<?, ?> map ->
                sorted(
                        MAP,
                        map.entrySet().stream()
                                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                                .toList(),
                        sink);
            case Record components -> components(components, sink);
            case Object other ->
                throw new IllegalArgumentException("value must be of a known type but is a " + other.getClass());
        }
    }

    /** PostgreSQL's text cannot hold the character NUL and has another one in its place. */
    private static void text(String text, ByteSink sink) {
        sink.putByte(TEXT);
        sink.putText(text.replace('\0', '\ufffd'));
    }

    private static void number(long number, ByteSink sink) {
        sink.putByte(NUMBER);
        sink.putLong(number);
    }

    private static void bytes(byte[] bytes, ByteSink sink) {
        sink.putByte(BYTES);
        sink.putVarint(bytes.length);
        sink.putBytes(bytes);
    }

    private static void sorted(int what, Collection<?> elements, ByteSink sink) {
        sink.putByte(what);
        sink.putVarint(elements.size());
        elements.stream()
                .map(element -> of(element))
                .sorted(Arrays::compareUnsigned)
                .forEach(sink::putBytes);
    }

    private static void components(Record row, ByteSink sink) {
        sink.putByte(RECORD);
        sink.putText(row.getClass().getSimpleName());
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            put(value(component, row), sink);
        }
    }

    private static @Nullable Object value(RecordComponent component, Record row) {
        try {
            component.getAccessor().setAccessible(true); // those of records inside other types
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record tells its components", e);
        }
    }
}
