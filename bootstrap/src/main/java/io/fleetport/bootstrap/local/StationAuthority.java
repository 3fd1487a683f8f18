package io.fleetport.bootstrap.local;

import io.fleetport.application.port.out.StationCertificates;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The certificate authority of the stations of a local server. It is not the vehicles': neither side trusts the other's, so a
 * vehicle cannot be a station and a station no vehicle. Whoever has its key can be any station. Safe to call from many
 * threads.
 */
public final class StationAuthority implements StationCertificates {

    static final String COMMON_NAME = "Fleetport stations";

    /** Only our own client's certificate says so; what a station asks for in its request is never copied into its own. */
    static final String OWN_UNIT = "Fleetport service";

    private static final String OWN_NAME = "fleetport";
    private static final Pattern STATION_ID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,62}[A-Za-z0-9])?");
    private static final GeneralNames NO_NAMES = new GeneralNames(new GeneralName[0]);

    private final CertificateAuthority authority;
    private final Clock clock;
    /** Shared by the certificates whose key is made here: making a key pair costs as much as the signature. */
    private final KeyPair leafKeys = CertificateAuthority.newKeys();

    private StationAuthority(CertificateAuthority authority, Clock clock) {
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * The authority kept in the folder, first made when there is none or it is about to expire.
     *
     * @throws IllegalStateException when others can read its key, or what is there is no authority
     */
    public static StationAuthority in(Path folder, Clock clock) {
        return new StationAuthority(CertificateAuthority.in(folder, COMMON_NAME, clock.instant()), clock);
    }

    /** The authority that a server keeps in the folder. Throws as {@link #in}, also when there is none. */
    public static StationAuthority readFrom(Path folder, Clock clock) {
        return new StationAuthority(CertificateAuthority.readFrom(folder), clock);
    }

    /** What stations trust to know the broker, and the broker to know stations. */
    public X509Certificate certificate() {
        return authority.certificate();
    }

    /** For a broker that is reached as localhost. */
    public Credential issueServer() {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
        return issue(new X500Principal("CN=localhost"), KeyPurposeId.id_kp_serverAuth, names);
    }

    /** For the station with this id, with a key made here. */
    public Credential issueStation(String stationId) {
        return issue(subject(stationId), KeyPurposeId.id_kp_clientAuth, NO_NAMES);
    }

    /** For Fleetport's own client, which may read and write everything. */
    public Credential issueOwn() {
        return issue(new X500Principal("CN=" + OWN_NAME + ", OU=" + OWN_UNIT), KeyPurposeId.id_kp_clientAuth, NO_NAMES);
    }

    private Credential issue(X500Principal subject, KeyPurposeId purpose, GeneralNames names) {
        X509Certificate issued = authority.issue(subject, leafKeys.getPublic(), purpose, names, clock.instant());
        return new Credential(leafKeys.getPrivate(), List.of(issued, authority.certificate()));
    }

    @Override
    public Issued sign(String stationId, String csrPem) {
        X500Principal subject = subject(stationId);
        X509Certificate issued = authority.issue(
                subject,
                CertificateRequest.parse(csrPem).keyFor(stationId),
                KeyPurposeId.id_kp_clientAuth,
                NO_NAMES,
                clock.instant());
        Instant expiresAt = issued.getNotAfter().toInstant();
        return new Issued(Pem.of(issued), Pem.of(authority.certificate()), expiresAt);
    }

    /** Also keeps anything out of the name that would say more than an id. */
    private static X500Principal subject(String stationId) {
        if (!isStationId(stationId)) {
            throw new IllegalArgumentException("stationId must be 1 to 64 letters, digits, and inside it also . _ : -");
        }
        return new X500Principal("CN=" + stationId);
    }

    static boolean isStationId(String text) {
        return STATION_ID.matcher(text).matches();
    }
}
