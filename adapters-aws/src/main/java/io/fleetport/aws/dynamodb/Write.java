package io.fleetport.aws.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One write, alone or of a transaction.
 *
 * @param item what is put, null for the other kinds
 * @param change what is done to the item that is there or comes into being, null for the other kinds
 * @param condition on the item as it is stored, null for none
 * @param refusal what it means when the condition does not hold, null when what was read before must be read again
 */
record Write(
        Kind kind,
        Key key,
        @Nullable Item item,
        @Nullable Expression change,
        @Nullable Expression condition,
        @Nullable Supplier<RuntimeException> refusal) {

    enum Kind {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    /** Of the names and what surrounds a change that cannot be counted before it is made. */
    private static final int OF_A_CHANGE = 256;

    static Write put(Item item) {
        return new Write(Kind.PUT, item.key(), item, null, null, null);
    }

    /** An item in which expressions find what is to be done, such as {@code set {open} = ?}. */
    static Write update(Key key, Expression change) {
        return new Write(Kind.UPDATE, key, null, change, null, null);
    }

    static Write delete(Key key) {
        return new Write(Kind.DELETE, key, null, null, null, null);
    }

    /** Changes nothing, and with it nothing else is changed unless the condition holds. */
    static Write check(Key key, Expression condition) {
        return new Write(Kind.CHECK, key, null, null, condition, null);
    }

    Write when(Expression only) {
        return new Write(kind, key, item, change, condition == null ? only : condition.and(only), refusal);
    }

    Write otherwise(Supplier<RuntimeException> thrown) {
        return new Write(kind, key, item, change, condition, thrown);
    }

    /** Towards what a transaction may have, 4 MB ("TransactWriteItems"). */
    int size() {
        int size = key.pk().length() + key.sk().length();
        if (item != null) {
            size += item.size();
        }
        if (change != null) {
            size += OF_A_CHANGE;
            for (AttributeValue value : change.arguments()) {
                size += value.b() == null ? OF_A_CHANGE : value.b().asByteArrayUnsafe().length;
            }
        }
        return size;
    }

    Item itemPut() {
        if (item == null) {
            throw new IllegalStateException(kind + " of " + key.sk() + " puts nothing");
        }
        return item;
    }

    /** The texts of a request with the names and values in them; null for none, as DynamoDB takes no empty ones. */
    record Words(
            @Nullable String change,
            @Nullable String condition,
            @Nullable Map<String, String> names,
            @Nullable Map<String, AttributeValue> values) {}

    Words words() {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        @Nullable String told = change == null ? null : change.in(names, values);
        @Nullable String asked = condition == null ? null : condition.in(names, values);
        return new Words(told, asked, names.isEmpty() ? null : names, values.isEmpty() ? null : values);
    }
}
