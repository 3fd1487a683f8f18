package io.fleetport.bootstrap.local;

import java.io.ByteArrayInputStream;
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
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
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
 * A certificate authority of our own for a local server and the vehicles simulated against it. Its key lies in the data
 * directory (mode 600), so that both see the same one and a restart changes nothing. Whoever has the key can be any
 * vehicle: it is for the local environment only. Safe to call from many threads.
 */
public final class DevelopmentAuthority {

    /** Vehicles of this issuer are recognised without a further mark in the certificate; see the rules of identity. */
    public static final String COMMON_NAME = "TeslaMotors";

    private static final String FILE = "authority.pem";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration AUTHORITY_LASTS = Duration.ofDays(3650);
    private static final Duration LEAF_LASTS = Duration.ofDays(397);
    /** For clocks that run behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PrivateKey key;
    private final X509Certificate certificate;
    /** Shared by all certificates issued here: making a key pair costs as much as the signature. */
    private final KeyPair leafKeys;

    private DevelopmentAuthority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
        this.leafKeys = newKeys();
    }

    /**
     * The authority kept in the folder, first made when there is none or it is about to expire.
     *
     * @throws IllegalStateException when others can read its key, or what is there is no authority
     */
    public static DevelopmentAuthority in(Path folder, Instant now) {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            DevelopmentAuthority known = parse(file);
            if (known.certificate.getNotAfter().toInstant().isAfter(now.plus(LEAF_LASTS))) {
                return known;
            }
        }
        PrivateFile.write(file, newAuthority(now));
        DevelopmentAuthority made = parse(file);
        try {
            Files.writeString(folder.resolve("authority.crt"), pem("CERTIFICATE", made.certificate.getEncoded()));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("cannot write the authority's certificate to " + folder, e);
        }
        return made;
    }

    /** The authority that a server keeps in the folder. Throws as {@link #in}, also when there is none. */
    public static DevelopmentAuthority readFrom(Path folder) {
        return parse(folder.resolve(FILE));
    }

    /** What to trust to know the local server, and what the server trusts to know vehicles. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** For a server that is reached as localhost or as {@code <organization>.vehicles.localhost}. */
    public Credential issueServer(Instant now) {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.dNSName, "vehicles.localhost"),
            new GeneralName(GeneralName.dNSName, "*.vehicles.localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
        return issue("localhost", KeyPurposeId.id_kp_serverAuth, names, now);
    }

    /** For the vehicle with this VIN. */
    public Credential issueVehicle(String vin, Instant now) {
        if (!vin.matches("[A-Za-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException("a VIN must be 1 to 64 letters, digits, dots or hyphens");
        }
        return issue(vin, KeyPurposeId.id_kp_clientAuth, new GeneralNames(new GeneralName[0]), now);
    }

    private Credential issue(String commonName, KeyPurposeId purpose, GeneralNames names, Instant now) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate.getSubjectX500Principal(),
                    serialNumber(),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(LEAF_LASTS)),
                    new X500Principal("CN=" + commonName),
                    leafKeys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (names.getNames().length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            X509Certificate issued = new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
            return new Credential(leafKeys.getPrivate(), List.of(issued, certificate));
        } catch (CertIOException | CertificateException e) {
            throw new IllegalStateException("cannot issue a certificate", e);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(SIGNATURE).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every JDK has " + SIGNATURE, e);
        }
    }

    private static byte[] newAuthority(Instant now) {
        KeyPair keys = newKeys();
        X500Principal name = new X500Principal("CN=" + COMMON_NAME + ", O=Fleetport development");
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
            return (pem("PRIVATE KEY", keys.getPrivate().getEncoded()) + pem("CERTIFICATE", made.getEncoded()))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CertIOException | CertificateException e) {
            throw new IllegalStateException("cannot make a certificate authority", e);
        }
    }

    private static DevelopmentAuthority parse(Path file) {
        String text = new String(PrivateFile.read(file), StandardCharsets.US_ASCII);
        try {
            PrivateKey key =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(unpem("PRIVATE KEY", text)));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(unpem("CERTIFICATE", text)));
            return new DevelopmentAuthority(key, certificate);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(file + " holds no certificate authority: delete it or start clean", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve P-256", e);
        }
    }

    /** 127 random bits: unique without keeping count, positive as RFC 5280 asks. */
    private static BigInteger serialNumber() {
        return new BigInteger(127, RANDOM).setBit(126);
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + kind + "-----\n";
    }

    private static byte[] unpem(String kind, String text) {
        String begin = "-----BEGIN " + kind + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + kind + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + kind);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }
}
