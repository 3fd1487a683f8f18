package io.fleetport.mqtt.simulator;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for the tests' stations and broker. */
final class TestAuthority implements StationCredentials {

    static final String PASSWORD = "in-a-test";

    private final KeyPair authorityKeys = keys();
    private final KeyPair leafKeys = keys();
    private final AtomicLong serials = new AtomicLong(1);
    private final Map<String, X509Certificate> stations = new ConcurrentHashMap<>();
    private final X509Certificate authority = issue("Station authority", authorityKeys, true);

    @Override
    public Credential of(String stationId) {
        X509Certificate certificate = stations.computeIfAbsent(stationId, name -> issue(name, leafKeys, false));
        return new Credential(leafKeys.getPrivate(), List.of(certificate), List.of(authority));
    }

    /** Writes what a broker on localhost shows and whom it believes. */
    void writeTo(Path keyStore, Path trustStore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("broker", leafKeys.getPrivate(), PASSWORD.toCharArray(), new X509Certificate[] {
            issue("localhost", leafKeys, false)
        });
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", authority);
        try (var keyFile = Files.newOutputStream(keyStore);
                var trustFile = Files.newOutputStream(trustStore)) {
            keys.store(keyFile, PASSWORD.toCharArray());
            trust.store(trustFile, PASSWORD.toCharArray());
        }
    }

    private X509Certificate issue(String commonName, KeyPair keys, boolean isAuthority) {
        try {
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=Station authority"),
                    BigInteger.valueOf(serials.getAndIncrement()),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofDays(2))),
                    new X500Name("CN=" + commonName),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (commonName.equals("localhost")) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, commonName)));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
