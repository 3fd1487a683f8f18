package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import io.fleetport.domain.fleet.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an item is. The partition begins with the organization, so that no question meets another one's items; with
 * {@link #SERVICE} where something is of the service as a whole.
 */
record Key(Table table, String pk, String sk) {

    static final String PK = "pk";
    static final String SK = "sk";

    /** In the place of an organization, which is never called so. */
    static final String SERVICE = "*";

    static final char BETWEEN = '#';

    /** The next character: what lies from {@code x#} up to {@code x$} begins with {@code x#}. */
    private static final char BEHIND = BETWEEN + 1;

    /** As far as sixteen digits go: the year 2286. */
    private static final long MOST_MICROS = 9_999_999_999_999_999L;

    static Key of(Table table, OrganizationId organization, String part, String sk) {
        return new Key(table, join(organization.value(), part), sk);
    }

    static Key ofService(Table table, String part, String sk) {
        return new Key(table, join(SERVICE, part), sk);
    }

    static Key of(Table table, Map<String, AttributeValue> attributes) {
        return new Key(table, text(attributes, PK), text(attributes, SK));
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        if (value == null || value.s() == null) {
            throw new IllegalArgumentException("item has no " + name);
        }
        return value.s();
    }

    static String join(String... parts) {
        return String.join(String.valueOf(BETWEEN), parts);
    }

    /** With what all keys begin that have these parts in front of others. */
    static String prefix(String... parts) {
        return join(parts) + BETWEEN;
    }

    /** The first key behind all that begin with the prefix. */
    static String behind(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + BEHIND;
    }

    /** The first key behind this one. */
    static String after(String key) {
        return key + '\0';
    }

    /** As DynamoDB sorts keys: by the bytes of UTF-8. */
    static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A time as text that sorts as times do.
     *
     * @throws IllegalArgumentException when it is not from 1970 to 2286
     */
    static String time(Instant time) {
        long micros = Micros.floorOf(time);
        if (micros < 0 || micros > MOST_MICROS) {
            throw new IllegalArgumentException("time must be within 1970..2286 but is " + time);
        }
        return digits(micros);
    }

    /** As {@link #time}, for the ends of an interval: what is beyond all times is the last of them. */
    static String bound(Instant time) {
        if (time.isBefore(Instant.EPOCH)) {
            return digits(0);
        }
        if (time.getEpochSecond() > MOST_MICROS / 1_000_000) {
            return digits(MOST_MICROS);
        }
        long micros = Micros.floorOf(time);
        return digits(time.getNano() % 1_000 == 0 ? micros : micros + 1);
    }

    /** A number of at most sixteen digits as text that sorts as numbers do. */
    static String digits(long number) {
        return String.format(Locale.ROOT, "%016d", number);
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
    }
}
