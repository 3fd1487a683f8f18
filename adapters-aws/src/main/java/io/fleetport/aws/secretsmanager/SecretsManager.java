package io.fleetport.aws.secretsmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.aws.sdk.SdkFailures;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Reads the current version of secrets (operation {@code GetSecretValue}, stage {@code AWSCURRENT}). Nothing is remembered.
 * No message and no cause holds what a secret says. Safe to call from many threads.
 *
 * <p>{@link PortUnavailable} when the service is throttling, failing or not answering, after the attempts of {@link AwsAccess};
 * {@link PortRefused} when a secret does not exist, may not be read, is no text, or has no such member.
 */
public final class SecretsManager implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final SecretsManagerClient client;

    private SecretsManager(SecretsManagerClient client) {
        this.client = client;
    }

    /** Asks for nothing yet. */
    public static SecretsManager open(AwsAccess access) {
        return new SecretsManager(access.open(SecretsManagerClient.builder()));
    }

    /** What each reference stands for. Each secret is read once, so that its members belong together. */
    public Map<SecretReference, String> read(Collection<SecretReference> references) {
        Map<String, String> secrets = new HashMap<>();
        Map<SecretReference, String> values = new HashMap<>();
        for (SecretReference reference : references) {
            String secret = secrets.get(reference.name());
            if (secret == null) {
                secret = secret(reference.name());
                secrets.put(reference.name(), secret);
            }
            values.put(reference, value(reference, secret));
        }
        return values;
    }

    private String secret(String name) {
        String text;
        try {
            text = client.getSecretValue(request -> request.secretId(name)).secretString();
        } catch (SdkException e) {
            throw SdkFailures.of("Secrets Manager could not give the secret " + name, e);
        }
        if (text == null) {
            throw refused("the secret " + name + " is not a text");
        }
        return text;
    }

    private static String value(SecretReference reference, String secret) {
        String key = reference.key();
        if (key == null) {
            return secret;
        }
        Optional<String> member;
        try {
            member = member(secret, key);
        } catch (IOException malformed) {
            // It is not kept as a cause: parsers repeat what they could not read.
            throw refused("the secret " + reference.name() + " is not a JSON object, which #" + key + " would be in");
        }
        return member.orElseThrow(
                () -> refused("the secret " + reference.name() + " has no text or number named " + key));
    }

    private static Optional<String> member(String secret, String key) throws IOException {
        try (JsonParser parser = JSON.createParser(secret)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            Optional<String> found = Optional.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = key.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (wanted && (value == JsonToken.VALUE_STRING || value.isNumeric())) {
                    found = Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
            return found;
        }
    }

    private static PortRefused refused(String message) {
        return new PortRefused(message, new IllegalStateException("unusable secret"));
    }

    @Override
    public void close() {
        client.close();
    }
}
