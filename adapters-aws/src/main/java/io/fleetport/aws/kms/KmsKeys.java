package io.fleetport.aws.kms;

import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.privacy.SealedBytes;
import io.fleetport.aws.sdk.AwsAccess;
import io.fleetport.aws.sdk.SdkFailures;
import java.security.MessageDigest;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/**
 * Keys wrapped by AWS KMS under a symmetric key that never leaves it (operations {@code Encrypt} and {@code Decrypt}). The
 * context is KMS's encryption context: it is bound to the wrapped key, and stands readable in CloudTrail. Each call is one
 * to the service, so whoever uses this remembers what was opened. Safe to call from many threads.
 *
 * <p>{@link PortUnavailable} when KMS is throttling, failing or not answering, after the attempts of {@link AwsAccess};
 * {@link PortRefused} when key, bytes and context do not belong together, and when the key is disabled, gone, or not ours
 * to use.
 */
public final class KmsKeys implements Keys, AutoCloseable {

    private static final Map<String, String> TRIAL = Map.of("purpose", "trial");

    private final KmsClient kms;
    private final String current;

    private KmsKeys(KmsClient kms, String current) {
        this.kms = kms;
        this.current = current;
    }

    /**
     * Wraps and unwraps once, so that a key that cannot be used is found out now.
     *
     * @param key the ARN or id of a key, or the ARN or name of an alias, which is resolved here and not again: a rotation
     *     by another key behind the alias counts from the next start on, for all that is wrapped alike
     */
    public static KmsKeys open(AwsAccess access, String key) {
        KmsClient kms = access.open(KmsClient.builder());
        try {
            KmsKeys named = new KmsKeys(kms, key);
            byte[] trial = SealedBytes.newKey();
            Wrapped wrapped = named.wrap(trial, TRIAL);
            if (!MessageDigest.isEqual(trial, named.unwrap(wrapped, TRIAL))) {
                throw new PortRefused(
                        "KMS gave back other bytes than it was given", new IllegalStateException(wrapped.keyId()));
            }
            return new KmsKeys(kms, wrapped.keyId());
        } catch (RuntimeException unusable) {
            kms.close();
            throw unusable;
        }
    }

    /** The key's ARN. */
    @Override
    public String currentId() {
        return current;
    }

    @Override
    public Wrapped wrap(byte[] key, Map<String, String> context) {
        try {
            EncryptResponse answer = kms.encrypt(request -> request.keyId(current)
                    .plaintext(SdkBytes.fromByteArray(key))
                    .encryptionContext(context));
            return new Wrapped(answer.keyId(), answer.ciphertextBlob().asByteArray());
        } catch (SdkException e) {
            throw SdkFailures.of("KMS could not wrap a key under " + current, e);
        }
    }

    /** Names the key to KMS, so that what was wrapped under a stranger's does not open. */
    @Override
    public byte[] unwrap(Wrapped wrapped, Map<String, String> context) {
        try {
            return kms.decrypt(request -> request.keyId(wrapped.keyId())
                            .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                            .encryptionContext(context))
                    .plaintext()
                    .asByteArray();
        } catch (SdkException e) {
            throw SdkFailures.of("KMS could not unwrap a key that is under " + wrapped.keyId(), e);
        }
    }

    @Override
    public void close() {
        kms.close();
    }
}
