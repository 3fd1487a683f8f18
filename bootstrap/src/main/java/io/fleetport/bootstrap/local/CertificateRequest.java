package io.fleetport.bootstrap.local;

import io.fleetport.application.port.out.StationCertificates.CsrRefused;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A PKCS #10 request of a station. Only its key is ever used; its name is compared, and the rest is ignored. */
final class CertificateRequest {

    /** A request with the largest key taken is below 4 KiB. */
    private static final int LONGEST = 16 * 1024;

    private static final int SMALLEST_RSA = 2048;
    /** Past this, checking a signature costs more than it is worth. */
    private static final int LARGEST_RSA = 8192;

    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1);

    private final JcaPKCS10CertificationRequest request;

    private CertificateRequest(JcaPKCS10CertificationRequest request) {
        this.request = request;
    }

    /** @throws CsrRefused when the text is no request */
    static CertificateRequest parse(String pem) {
        if (pem.length() > LONGEST) {
            throw new CsrRefused("the request is longer than 16 KiB");
        }
        // What older tools write.
        String kind = pem.contains("BEGIN NEW CERTIFICATE REQUEST") ? "NEW CERTIFICATE REQUEST" : "CERTIFICATE REQUEST";
        byte[] der;
        try {
            der = Pem.decode(kind, pem);
        } catch (IllegalArgumentException e) {
            throw new CsrRefused("there is no PEM block CERTIFICATE REQUEST", e);
        }
        try {
            return new CertificateRequest(new JcaPKCS10CertificationRequest(der));
        } catch (IOException | IllegalArgumentException e) {
            throw new CsrRefused("the block is no PKCS #10 certificate request", e);
        }
    }

    /**
     * The key to certify for the station.
     *
     * @throws CsrRefused when the sender has not proved to have it, when it is too weak, or when the request names another
     *     station
     */
    PublicKey keyFor(String stationId) {
        requireName(stationId);
        PublicKey key = key();
        requireStrong(key);
        try {
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new CsrRefused("the request is not signed with its own key");
            }
        } catch (OperatorCreationException | PKCSException e) {
            throw new CsrRefused("the request's signature cannot be checked", e);
        }
        return key;
    }

    private void requireName(String stationId) {
        boolean other = Arrays.stream(request.getSubject().getRDNs(BCStyle.CN))
                .flatMap(name -> Arrays.stream(name.getTypesAndValues()))
                .filter(part -> part.getType().equals(BCStyle.CN))
                .map(AttributeTypeAndValue::getValue)
                .map(IETFUtils::valueToString)
                .anyMatch(name -> !name.equals(stationId));
        if (other) {
            throw new CsrRefused("the request's common name is not the id of the station; it may also be left out");
        }
    }

    private PublicKey key() {
        try {
            return request.getPublicKey();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CsrRefused("the request's key is of no known kind", e);
        }
    }

    private void requireStrong(PublicKey key) {
        boolean strong =
                switch (key) {
                    case ECPublicKey curve -> isNamedCurve();
                    case RSAPublicKey rsa ->
                        rsa.getModulus().bitLength() >= SMALLEST_RSA
                                && rsa.getModulus().bitLength() <= LARGEST_RSA;
                    default -> false;
                };
        if (!strong) {
            throw new CsrRefused("the key must be EC on P-256 or P-384, or RSA of 2048 to 8192 bits");
        }
    }

    /** Told by the name, never by parameters the sender wrote down. */
    private boolean isNamedCurve() {
        ASN1Encodable curve = request.getSubjectPublicKeyInfo().getAlgorithm().getParameters();
        return curve instanceof ASN1ObjectIdentifier named && CURVES.contains(named);
    }
}
