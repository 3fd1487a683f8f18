package io.fleetport.bootstrap.local;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * A certificate authority of our own for a local server and the vehicles simulated against it. Its key lies in the data
 * directory (mode 600), so that both see the same one and a restart changes nothing. Whoever has the key can be any
 * vehicle: it is for the local environment only. Safe to call from many threads.
 */
public final class DevelopmentAuthority {

    /** Vehicles of this issuer are recognised without a further mark in the certificate; see the rules of identity. */
    public static final String COMMON_NAME = "TeslaMotors";

    private final CertificateAuthority authority;
    /** Shared by all certificates issued here: making a key pair costs as much as the signature. */
    private final KeyPair leafKeys = CertificateAuthority.newKeys();

    private DevelopmentAuthority(CertificateAuthority authority) {
        this.authority = authority;
    }

    /**
     * The authority kept in the folder, first made when there is none or it is about to expire.
     *
     * @throws IllegalStateException when others can read its key, or what is there is no authority
     */
    public static DevelopmentAuthority in(Path folder, Instant now) {
        return new DevelopmentAuthority(CertificateAuthority.in(folder, COMMON_NAME, now));
    }

    /** The authority that a server keeps in the folder. Throws as {@link #in}, also when there is none. */
    public static DevelopmentAuthority readFrom(Path folder) {
        return new DevelopmentAuthority(CertificateAuthority.readFrom(folder));
    }

    /** What to trust to know the local server, and what the server trusts to know vehicles. */
    public X509Certificate certificate() {
        return authority.certificate();
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
        X509Certificate issued =
                authority.issue(new X500Principal("CN=" + commonName), leafKeys.getPublic(), purpose, names, now);
        return new Credential(leafKeys.getPrivate(), List.of(issued, authority.certificate()));
    }
}
