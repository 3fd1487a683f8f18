package io.fleetport.aws.dynamodb;

import io.fleetport.application.encoding.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition, filter or update in DynamoDB's words ("Expression attribute names" and "values"), with attributes in braces, as
 * many words are reserved, and question marks for values: {@code {version} = ?}.
 */
record Expression(String template, List<AttributeValue> arguments) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}|\\?");

    /** The item is not there yet. */
    static final Expression ABSENT = Expression.of("attribute_not_exists({pk})");

    static final Expression PRESENT = Expression.of("attribute_exists({pk})");

    Expression {
        arguments = List.copyOf(arguments);
    }

    /** @param arguments texts, whole numbers, booleans, byte arrays, UUIDs (as text), instants (in microseconds) or values */
    static Expression of(String template, Object... arguments) {
        return new Expression(
                template,
                java.util.Arrays.stream(arguments).map(Expression::value).toList());
    }

    Expression and(Expression other) {
        return new Expression(
                "(" + template + ") and (" + other.template + ")",
                java.util.stream.Stream.concat(arguments.stream(), other.arguments.stream())
                        .toList());
    }

    static AttributeValue value(Object argument) {
        return switch (argument) {
            case AttributeValue value -> value;
            case String text -> AttributeValue.fromS(text);
            case Long number -> AttributeValue.fromN(number.toString());
            case Integer number -> AttributeValue.fromN(number.toString());
            case Boolean flag -> AttributeValue.fromBool(flag);
            case UUID id -> AttributeValue.fromS(id.toString());
            case Instant time -> AttributeValue.fromN(Long.toString(Micros.floorOf(time)));
            case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
            default ->
                throw new IllegalArgumentException("argument must be of a known type but is a " + argument.getClass());
        };
    }

    /** In the words of a request, to whose names and values it adds its own. */
    String in(Map<String, String> names, Map<String, AttributeValue> values) {
        Matcher places = PLACE.matcher(template);
        StringBuilder text = new StringBuilder();
        int argument = 0;
        while (places.find()) {
            @Nullable String name = places.group(1);
            String put;
            if (name == null) {
                put = ":v" + values.size();
                values.put(put, arguments.get(argument++));
            } else {
                put = "#" + name;
                names.put(put, name);
            }
            places.appendReplacement(text, Matcher.quoteReplacement(put));
        }
        if (argument != arguments.size()) {
            throw new IllegalArgumentException(arguments.size() + " arguments for \"" + template + "\"");
        }
        return places.appendTail(text).toString();
    }
}
