package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item, read or to be written. What is null is not written, and null where it is not there. Byte arrays are not copied and
 * must not change. For one thread.
 */
final class Item {

    /** The attribute by which DynamoDB deletes what has had its time ("Time to Live"), in seconds since 1970. */
    static final String EXPIRES = "expires";

    private final Key key;
    private final Map<String, AttributeValue> attributes;

    private Item(Key key, Map<String, AttributeValue> attributes) {
        this.key = key;
        this.attributes = attributes;
    }

    /** An item that has a key only. */
    static Item at(Key key) {
        return new Item(key, new HashMap<>(key.attributes()));
    }

    /** As read. */
    static Item of(Table table, Map<String, AttributeValue> attributes) {
        return new Item(Key.of(table, attributes), attributes);
    }

    /** To be changed and written again. */
    Item copy() {
        return new Item(key, new HashMap<>(attributes));
    }

    Key key() {
        return key;
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    Item set(String name, @Nullable AttributeValue value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
        return this;
    }

    Item text(String name, @Nullable String value) {
        return set(name, value == null ? null : AttributeValue.fromS(value));
    }

    Item number(String name, @Nullable Long value) {
        return set(name, value == null ? null : AttributeValue.fromN(value.toString()));
    }

    Item number(String name, int value) {
        return number(name, (Long) (long) value);
    }

    Item number(String name, long value) {
        return number(name, (Long) value);
    }

    /** As text: a number of DynamoDB has 38 digits, but neither all doubles nor the sign of zero. */
    Item real(String name, @Nullable Double value) {
        return text(name, value == null ? null : value.toString());
    }

    Item flag(String name, boolean value) {
        return set(name, AttributeValue.fromBool(value));
    }

    Item bytes(String name, byte @Nullable [] value) {
        return set(name, value == null ? null : AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value)));
    }

    Item uuid(String name, @Nullable UUID value) {
        return text(name, value == null ? null : value.toString());
    }

    /** In whole microseconds. */
    Item instant(String name, @Nullable Instant value) {
        return number(name, value == null ? null : (Long) Micros.floorOf(value));
    }

    Item texts(String name, List<String> values) {
        return set(
                name,
                AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
    }

    Item index(Index index, String pk, String sk) {
        return text(index.pk(), pk).text(index.sk(), sk);
    }

    Item expires(@Nullable Instant at) {
        return number(EXPIRES, at == null ? null : (Long) at.getEpochSecond());
    }

    String text(String name) {
        return there(name).s();
    }

    @Nullable
    String textOrNull(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    long number(String name) {
        return Long.parseLong(there(name).n());
    }

    @Nullable
    Long numberOrNull(String name) {
        return has(name) ? (Long) number(name) : null;
    }

    double real(String name) {
        return Double.parseDouble(text(name));
    }

    @Nullable
    Double realOrNull(String name) {
        return has(name) ? (Double) real(name) : null;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(there(name).bool());
    }

    byte[] bytes(String name) {
        return there(name).b().asByteArrayUnsafe();
    }

    UUID uuid(String name) {
        return UUID.fromString(text(name));
    }

    @Nullable
    UUID uuidOrNull(String name) {
        return has(name) ? uuid(name) : null;
    }

    Instant instant(String name) {
        return Micros.toInstant(number(name));
    }

    @Nullable
    Instant instantOrNull(String name) {
        return has(name) ? instant(name) : null;
    }

    List<String> texts(String name) {
        return there(name).l().stream().map(AttributeValue::s).toList();
    }

    AttributeValue attribute(String name) {
        return there(name);
    }

    private AttributeValue there(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("item " + key.sk() + " has no " + name);
        }
        return value;
    }

    /** About as many bytes as DynamoDB counts, or more ("DynamoDB item sizes and formats"). */
    int size() {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            size += attribute.getKey().length() + size(attribute.getValue());
        }
        return size;
    }

    private static int size(AttributeValue value) {
        if (value.b() != null) {
            return value.b().asByteArrayUnsafe().length;
        }
        if (value.s() != null) {
            return value.s().getBytes(StandardCharsets.UTF_8).length;
        }
        if (value.hasL()) {
            return 3 + value.l().stream().mapToInt(element -> 1 + size(element)).sum();
        }
        return value.n() == null ? 1 : value.n().length() + 1;
    }
}
