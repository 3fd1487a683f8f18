package io.fleetport.tesla.simulator;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets many vehicles share one TLS context: which certificate to show follows from the engine that asks.
 *
 * <p>A context for each vehicle costs tens of kilobytes outside the heap; with ten thousand vehicles that is most of what a
 * connection needs. Safe to use from many threads.
 */
final class VinKeys extends X509ExtendedKeyManager {

    private final Map<SSLEngine, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, ClientCredentials.Identity> identities = new ConcurrentHashMap<>();
    private final AtomicLong aliasNumbers = new AtomicLong();

    /** From now until {@link #forget} this engine shows this identity. */
    void show(SSLEngine engine, ClientCredentials.Identity identity) {
        String alias = Long.toString(aliasNumbers.incrementAndGet());
        identities.put(alias, identity);
        aliases.put(engine, alias);
    }

    void forget(SSLEngine engine) {
        String alias = aliases.remove(engine);
        if (alias != null) {
            identities.remove(alias);
        }
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return aliases.get(engine);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        ClientCredentials.Identity identity = identities.get(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        ClientCredentials.Identity identity = identities.get(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
