package io.fleetport.aws.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.aws.standin.JsonEndpoint;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Secrets Manager does over its wire (JSON 1.1), as far as reading goes: {@code GetSecretValue} of the current version,
 * by name or ARN, the service's own errors, and faults to order. It checks that requests are signed, not the signature. On
 * loopback.
 */
public final class SecretsEndpoint extends JsonEndpoint {

    /** The account that AWS's documentation uses. */
    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:";

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<String, byte[]> binaries = new ConcurrentHashMap<>();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger faultsLeft = new AtomicInteger();

    public SecretsEndpoint() {
        super("Message");
    }

    /** From now on the current version is this. @return the secret's ARN */
    public String put(String name, String text) {
        texts.put(name, text);
        return ARN + name;
    }

    void put(String name, byte[] bytes) {
        binaries.put(name, bytes);
    }

    /** From now on requests for this secret are answered with that error. */
    public void refuse(String name, String error) {
        errors.put(name, error);
    }

    /** The next so many requests find the service failing. */
    void fail(int times) {
        faultsLeft.set(times);
    }

    /** Requests so far. */
    public int asked() {
        return asked.get();
    }

    @Override
    protected void arrived() throws Refusal {
        asked.incrementAndGet();
        if (faultsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new Refusal(500, "InternalServiceError");
        }
    }

    @Override
    protected void answer(String target, JsonNode request, ObjectNode body) throws Refusal {
        if (!target.equals("secretsmanager.GetSecretValue")) {
            throw new Refusal(400, "UnknownOperationException");
        }
        give(request.path("SecretId").asText(), body);
    }

    private void give(String id, ObjectNode body) throws Refusal {
        String name = id.startsWith(ARN) ? id.substring(ARN.length()) : id;
        String error = errors.get(name);
        if (error != null) {
            throw new Refusal(400, error);
        }
        String text = texts.get(name);
        byte[] binary = binaries.get(name);
        if (text == null && binary == null) {
            throw new Refusal(400, "ResourceNotFoundException");
        }
        body.put("ARN", ARN + name);
        body.put("Name", name);
        body.put("VersionId", UUID.randomUUID().toString());
        body.putArray("VersionStages").add("AWSCURRENT");
        body.put("CreatedDate", 1_523_477_145.713);
        if (text != null) {
            body.put("SecretString", text);
        } else {
            body.put("SecretBinary", Base64.getEncoder().encodeToString(binary));
        }
    }
}
