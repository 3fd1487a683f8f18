package io.fleetport.mqtt.simulator;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Turns a station's credential into what a TLS client takes, without a key store that is encrypted and decrypted again. */
final class StationTls {

    private StationTls() {}

    static KeyManagerFactory keys(StationCredentials.Credential credential) {
        return new OneKeyFactory(new OneKey(credential));
    }

    static TrustManagerFactory trust(List<X509Certificate> authorities) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                trusted.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot trust the broker's authorities", e);
        }
    }

    private static final class OneKeyFactory extends KeyManagerFactory {
        OneKeyFactory(OneKey key) {
            super(new Spi(key), new Source(), "one-key");
        }

        private static final class Source extends Provider {
            private static final long serialVersionUID = 1L;

            Source() {
                super("fleetport-station-key", "1", "The key of one simulated station");
            }
        }

        private static final class Spi extends KeyManagerFactorySpi {
            private final OneKey key;

            Spi(OneKey key) {
                this.key = key;
            }

            @Override
            protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

            @Override
            protected void engineInit(@Nullable ManagerFactoryParameters parameters) {}

            @Override
            protected KeyManager[] engineGetKeyManagers() {
                return new KeyManager[] {key};
            }
        }
    }

    /** Shows one certificate whatever the broker asks for. */
    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "station";

        private final StationCredentials.Credential credential;

        OneKey(StationCredentials.Credential credential) {
            this.credential = credential;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return credential.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return credential.key();
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
