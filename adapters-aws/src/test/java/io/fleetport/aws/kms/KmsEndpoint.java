package io.fleetport.aws.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetport.aws.standin.JsonEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What KMS does over its wire (JSON 1.1), as far as wrapping goes: {@code Encrypt} and {@code Decrypt} with keys and aliases,
 * AES-GCM bound to the encryption context, the service's own errors, and faults to order. It checks that requests are
 * signed, not the signature. On loopback.
 */
public final class KmsEndpoint extends JsonEndpoint {

    /** The account that AWS's documentation uses. */
    private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:";

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger faultsLeft = new AtomicInteger();
    private volatile Fault fault = Fault.SILENCE;

    public KmsEndpoint() {
        super("message");
    }

    /** Makes a key and lets the alias name it, also when it named another one before. @return the key's ARN */
    public String newKey(String alias) {
        String arn = ARN + "key/" + UUID.randomUUID();
        byte[] key = new byte[32];
        random.nextBytes(key);
        keys.put(arn, key);
        aliases.put(alias, arn);
        return arn;
    }

    /** From now on answers requests for this key with that error. */
    void disable(String arn, String error) {
        states.put(arn, error);
    }

    /** The next so many requests fail like that. */
    void fail(int times, Fault how) {
        fault = how;
        asked.set(0);
        faultsLeft.set(times);
    }

    /** Requests since faults were ordered last. */
    int asked() {
        return asked.get();
    }

    @Override
    protected void arrived() throws Refusal {
        asked.incrementAndGet();
        if (faultsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            happen(fault, "KMSInternalException");
        }
    }

    @Override
    protected void answer(String target, JsonNode request, ObjectNode body) throws Refusal, IOException {
        switch (target) {
            case "TrentService.Encrypt" -> encrypt(request, body);
            case "TrentService.Decrypt" -> decrypt(request, body);
            default -> throw new Refusal(400, "UnknownOperationException");
        }
    }

    private void encrypt(JsonNode request, ObjectNode body) throws Refusal, IOException {
        String arn = usable(request.path("KeyId").asText());
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed;
        try {
            sealed = cipher(Cipher.ENCRYPT_MODE, arn, nonce, request)
                    .doFinal(request.path("Plaintext").binaryValue());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
        byte[] name = arn.getBytes(StandardCharsets.US_ASCII);
        body.put("KeyId", arn);
        body.put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        body.put(
                "CiphertextBlob",
                ByteBuffer.allocate(1 + name.length + NONCE_BYTES + sealed.length)
                        .put((byte) name.length)
                        .put(name)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /** The blob says under which key it is; a key that the request names must be the same. */
    private void decrypt(JsonNode request, ObjectNode body) throws Refusal, IOException {
        String named = usable(request.path("KeyId").asText());
        ByteBuffer blob = ByteBuffer.wrap(request.path("CiphertextBlob").binaryValue());
        int length = blob.get();
        if (length < 1 || blob.remaining() < length + NONCE_BYTES) {
            throw new Refusal(400, "InvalidCiphertextException");
        }
        byte[] name = new byte[length];
        byte[] nonce = new byte[NONCE_BYTES];
        blob.get(name).get(nonce);
        byte[] sealed = new byte[blob.remaining()];
        blob.get(sealed);
        if (!named.equals(new String(name, StandardCharsets.US_ASCII))) {
            throw new Refusal(400, "IncorrectKeyException");
        }
        try {
            body.put(
                    "Plaintext",
                    cipher(Cipher.DECRYPT_MODE, named, nonce, request).doFinal(sealed));
        } catch (GeneralSecurityException e) {
            throw new Refusal(400, "InvalidCiphertextException");
        }
        body.put("KeyId", named);
        body.put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private String usable(String id) throws Refusal {
        String arn = id.startsWith("arn:") ? id.replace(ARN + "alias/", "alias/") : id;
        arn = aliases.getOrDefault(arn, arn);
        if (!keys.containsKey(arn)) {
            throw new Refusal(400, "NotFoundException");
        }
        if (states.containsKey(arn)) {
            throw new Refusal(400, states.get(arn));
        }
        return arn;
    }

    private Cipher cipher(int mode, String arn, byte[] nonce, JsonNode request) throws GeneralSecurityException {
        Map<String, String> context = new TreeMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(keys.get(arn), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        try {
            cipher.updateAAD(JSON.writeValueAsBytes(context));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cipher;
    }
}
