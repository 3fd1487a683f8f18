package io.fleetport.bootstrap.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates in the forms that TLS implementations want them in. Each throws {@link IllegalArgumentException} for those that cannot be used. */
public final class KeyStores {

    private static final char[] NONE = {};

    private KeyStores() {}

    public static KeyManagerFactory keys(Credential credential) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(holding(credential, NONE), NONE);
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key and its certificate cannot be used", e);
        }
    }

    public static TrustManagerFactory trust(Collection<X509Certificate> authorities) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusting(authorities));
            return trust;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the authorities' certificates cannot be used", e);
        }
    }

    public static byte[] holding(Credential credential, String password) {
        return bytes(holding(credential, password.toCharArray()), password);
    }

    public static byte[] trusting(X509Certificate authority, String password) {
        return bytes(trusting(List.of(authority)), password);
    }

    private static KeyStore holding(Credential credential, char[] password) {
        KeyStore store = empty();
        try {
            store.setKeyEntry(
                    "own", credential.key(), password, credential.chain().toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key and its certificate cannot be used", e);
        }
    }

    private static KeyStore trusting(Collection<X509Certificate> authorities) {
        KeyStore store = empty();
        try {
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the authorities' certificates cannot be used", e);
        }
    }

    private static KeyStore empty() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has PKCS #12", e);
        }
    }

    private static byte[] bytes(KeyStore store, String password) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory can be written", e);
        }
    }
}
