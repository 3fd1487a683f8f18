package io.fleetport.bootstrap.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority whose key lies in a folder (mode 600), so that a restart changes nothing and other commands of the
 * same user see the same one. What it vouches for is up to whoever has it. Safe to call from many threads.
 */
final class CertificateAuthority {

    private static final String FILE = "authority.pem";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration AUTHORITY_LASTS = Duration.ofDays(3650);
    private static final Duration LEAF_LASTS = Duration.ofDays(397);
    /** For clocks that run behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PrivateKey key;
    private final X509Certificate certificate;

    private CertificateAuthority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * The authority kept in the folder, first made when there is none or it is about to expire.
     *
     * @param commonName of one that is made
     * @throws IllegalStateException when others can read its key, or what is there is no authority
     */
    static CertificateAuthority in(Path folder, String commonName, Instant now) {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            CertificateAuthority known = parse(file);
            if (known.certificate.getNotAfter().toInstant().isAfter(now.plus(LEAF_LASTS))) {
                return known;
            }
        }
        PrivateFile.write(file, newAuthority(commonName, now));
        CertificateAuthority made = parse(file);
        try {
            Files.writeString(folder.resolve("authority.crt"), Pem.of(made.certificate));
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the authority's certificate to " + folder, e);
        }
        return made;
    }

    /** The authority kept in the folder. Throws as {@link #in}, also when there is none. */
    static CertificateAuthority readFrom(Path folder) {
        return parse(folder.resolve(FILE));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** @param names by which it is also known; none for most clients */
    X509Certificate issue(
            X500Principal subject, PublicKey subjectKey, KeyPurposeId purpose, GeneralNames names, Instant now) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate.getSubjectX500Principal(),
                    serialNumber(),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(LEAF_LASTS)),
                    subject,
                    subjectKey);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (names.getNames().length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
        } catch (CertIOException | CertificateException e) {
            throw new IllegalStateException("cannot issue a certificate", e);
        }
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve P-256", e);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(SIGNATURE).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every JDK has " + SIGNATURE, e);
        }
    }

    private static byte[] newAuthority(String commonName, Instant now) {
        KeyPair keys = newKeys();
        X500Principal name = new X500Principal("CN=" + commonName + ", O=Fleetport development");
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    serialNumber(),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(AUTHORITY_LASTS)),
                    name,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            X509Certificate made =
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer(keys.getPrivate())));
            return (Pem.of("PRIVATE KEY", keys.getPrivate().getEncoded()) + Pem.of(made))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CertIOException | CertificateException e) {
            throw new IllegalStateException("cannot make a certificate authority", e);
        }
    }

    private static CertificateAuthority parse(Path file) {
        String text = new String(PrivateFile.read(file), StandardCharsets.US_ASCII);
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode("PRIVATE KEY", text)));
            return new CertificateAuthority(key, Pem.certificate(text));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(file + " holds no certificate authority: delete it or start clean", e);
        }
    }

    /** 127 random bits: unique without keeping count, positive as RFC 5280 asks. */
    private static BigInteger serialNumber() {
        return new BigInteger(127, RANDOM).setBit(126);
    }
}
