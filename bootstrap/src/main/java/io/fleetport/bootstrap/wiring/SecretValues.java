package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.rds.Logins;
import io.fleetport.aws.secretsmanager.SecretReference;
import io.fleetport.aws.secretsmanager.SecretsManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings, with what secrets hold where a setting refers to one. Only those may that no message repeats. Each is read
 * once, at the start; the login for the database also later. Safe to use from many threads.
 */
final class SecretValues implements AutoCloseable {

    private static final String USER = "fleetport.database.user";
    private static final String PASSWORD = "fleetport.database.password";

    private static final List<String> MAY_BE_SECRET =
            List.of(USER, PASSWORD, "fleetport.redis.user", "fleetport.redis.password");

    /** Nobody waits for a secret but the start, and a connection that would not be let in without it. */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration LEAST_REFRESH = Duration.ofSeconds(1);

    private final Settings given;
    private final Map<String, SecretReference> references;
    private final Map<SecretReference, String> values;
    private final @Nullable SecretsManager secrets;

    private SecretValues(
            Settings given,
            Map<String, SecretReference> references,
            Map<SecretReference, String> values,
            @Nullable SecretsManager secrets) {
        this.given = given;
        this.references = references;
        this.values = values;
        this.secrets = secrets;
    }

    /** @throws WrongSetting when a secret cannot be read, or the settings must not start anyway */
    static SecretValues of(Settings given) {
        Map<String, SecretReference> references = references(given);
        if (references.isEmpty()) {
            return new SecretValues(given, references, Map.of(), null);
        }
        Deployment.of(given); // first: nothing is asked over a way that is refused
        SecretsManager secrets = SecretsManager.open(AwsSettings.access(given, "fleetport.secrets", ATTEMPT, CALL));
        try {
            return new SecretValues(given, references, read(secrets, references), secrets);
        } catch (RuntimeException unusable) {
            secrets.close();
            throw unusable;
        }
    }

    private static Map<String, SecretReference> references(Settings given) {
        Map<String, SecretReference> references = new HashMap<>();
        for (String name : MAY_BE_SECRET) {
            String text = given.text(name).orElse("");
            if (SecretReference.isOne(text)) {
                try {
                    references.put(name, SecretReference.parse(text));
                } catch (IllegalArgumentException malformed) {
                    throw new WrongSetting(name + ": " + malformed.getMessage(), malformed);
                }
            }
        }
        return references;
    }

    private static Map<SecretReference, String> read(SecretsManager secrets, Map<String, SecretReference> references) {
        try {
            return secrets.read(new HashSet<>(references.values()));
        } catch (PortRefused | PortUnavailable e) {
            throw new WrongSetting(
                    String.join(", ", new TreeSet<>(references.keySet())) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Those given, with their references followed. */
    Settings settings() {
        return references.isEmpty() ? given : new Settings(this::value);
    }

    private Optional<String> value(String name) {
        SecretReference reference = references.get(name);
        return reference == null ? given.lookup().apply(name) : Optional.ofNullable(values.get(reference));
    }

    /** Of the external database. */
    Logins databaseLogins() {
        String why = "the database is an external one";
        Settings read = settings();
        Logins.Login first = new Logins.Login(read.required(USER, why), read.required(PASSWORD, why));
        SecretsManager kept = secrets;
        if (kept == null || !references.containsKey(USER) && !references.containsKey(PASSWORD)) {
            return Logins.of(first.user(), first.password());
        }
        Supplier<Logins.Login> again = () -> {
            Set<SecretReference> wanted = new HashSet<>();
            Optional.ofNullable(references.get(USER)).ifPresent(wanted::add);
            Optional.ofNullable(references.get(PASSWORD)).ifPresent(wanted::add);
            Map<SecretReference, String> now = kept.read(wanted);
            return new Logins.Login(now(USER, now, first.user()), now(PASSWORD, now, first.password()));
        };
        return new SecretLogins(
                first, again, given.duration("fleetport.secrets.refresh", REFRESH, LEAST_REFRESH), System::nanoTime);
    }

    private String now(String name, Map<SecretReference, String> read, String otherwise) {
        SecretReference reference = references.get(name);
        return reference == null ? otherwise : read.getOrDefault(reference, otherwise);
    }

    @Override
    public void close() {
        SecretsManager opened = secrets;
        if (opened != null) {
            opened.close();
        }
    }
}
