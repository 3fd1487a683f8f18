package io.fleetport.tesla.simulator;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
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

/** A certificate authority with the name a server believes, for the tests' vehicles and servers. */
final class TestAuthority implements ClientCredentials {

    static final String SERVER_NAME = "telemetry.example.test";

    private final KeyPair authorityKeys = keys();
    private final KeyPair vehicleKeys = keys();
    private final AtomicLong serials = new AtomicLong(1);
    private final Map<String, X509Certificate> vehicles = new ConcurrentHashMap<>();
    private final X509Certificate authority;
    private final X509Certificate server;

    TestAuthority() {
        authority = issue("TeslaMotors", authorityKeys, true, null);
        server = issue(SERVER_NAME, vehicleKeys, false, SERVER_NAME);
    }

    X509Certificate authority() {
        return authority;
    }

    X509Certificate server() {
        return server;
    }

    PrivateKey serverKey() {
        return vehicleKeys.getPrivate();
    }

    @Override
    public Identity of(String vin) {
        X509Certificate certificate = vehicles.computeIfAbsent(vin, name -> issue(name, vehicleKeys, false, null));
        return new Identity(vehicleKeys.getPrivate(), List.of(certificate));
    }

    @Override
    public List<X509Certificate> serverAuthorities() {
        return List.of(authority);
    }

    private X509Certificate issue(String commonName, KeyPair keys, boolean isAuthority, String dnsName) {
        try {
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=TeslaMotors"),
                    BigInteger.valueOf(serials.getAndIncrement()),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofDays(2))),
                    new X500Name("CN=" + commonName),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            if (dnsName != null) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)));
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
