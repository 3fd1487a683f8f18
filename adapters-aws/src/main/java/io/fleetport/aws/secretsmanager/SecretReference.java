package io.fleetport.aws.secretsmanager;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is, written {@code secret:NAME} or, for a member of one that is a JSON object, {@code secret:NAME#KEY}.
 *
 * @param name the name or the ARN; letters, digits and {@code /_+=.@-} (API reference, {@code CreateSecret}), the colons of
 *     an ARN, and the {@code !} behind the service's name in those that a service keeps itself, such as RDS ({@code rds!db-…})
 * @param key null for the whole
 */
public record SecretReference(String name, @Nullable String key) {

    private static final String BEGIN = "secret:";
    private static final Pattern FORM = Pattern.compile("secret:([A-Za-z0-9/_+=.@:!-]{1,2048})(?:#([^#]{1,256}))?");

    /** Whether it looks like one, whatever comes behind. */
    public static boolean isOne(String text) {
        return text.startsWith(BEGIN);
    }

    /** @throws IllegalArgumentException when it is malformed; the message does not repeat it */
    public static SecretReference parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a reference must be secret:NAME or secret:NAME#KEY");
        }
        return new SecretReference(form.group(1), form.group(2));
    }

    @Override
    public String toString() {
        return BEGIN + name + (key == null ? "" : "#" + key);
    }
}
