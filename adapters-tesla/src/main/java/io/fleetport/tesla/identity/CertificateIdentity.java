package io.fleetport.tesla.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * From a verified certificate to the identity it stands for, by the rules of the maker's reference telemetry server: the
 * issuer's common name decides whether the purposes in the certificate tell the device type. The issuer's name is compared
 * as text only; that it is the real one must have been verified before. Stateless.
 */
public final class CertificateIdentity {

    /** Their certificates tell the device type by their purposes. */
    private static final Set<String> ISSUERS_WITH_PURPOSES = Set.of(
            "Tesla Motors Product Issuing CA",
            "Tesla Motors Product RSA Issuing CA",
            "Tesla Motors GF3 Product Issuing CA",
            "Tesla Motors GF3 Product RSA Issuing CA",
            "Tesla Energy Product Issuing CA",
            "Tesla Energy GF0 Product Issuing CA",
            "Tesla Motors GF0 Product Issuing CA",
            "Tesla Motors GF Austin Product Issuing CA",
            "Tesla Motors GF Berlin Product Issuing CA",
            "Tesla Product Access Issuing CA",
            "Tesla China Product Access Issuing CA",
            "Tesla GF0 Product Access Issuing CA",
            "Tesla GF3 Product Access Issuing CA",
            "Tesla GF Austin Product Access Issuing CA",
            "Tesla GF Berlin Product Access Issuing CA");

    private static final String PRODUCTS_CA = "Tesla Motors Products CA";
    /** Their certificates are vehicles' without more. */
    private static final Set<String> ISSUERS_OF_VEHICLES = Set.of("TeslaMotors", "Tesla Issuing CA", PRODUCTS_CA);

    /** Below it: 4 for engineering, 5 for production, then the purpose. */
    private static final String PURPOSE_ARC = "1.3.6.1.4.1.49279.2.";

    private static final Map<String, String> TYPE_BY_PURPOSE = Map.of(
            "1", Identity.VEHICLE,
            "2", "energy_device",
            "11", "vehicle_board_device",
            "12", "das_device",
            "14", "vehicle_service",
            "15", "das_service",
            "16", "energy_service",
            "28", "robotics_device");

    /** Joining a wireless network. */
    private static final String EXCLUDED_PURPOSE = "1.3.6.1.4.1.49279.2.5.1.1";

    private CertificateIdentity() {}

    /** @throws RefusedIdentity when the certificate names nobody we know the type of */
    public static Identity of(X509Certificate verified) throws RefusedIdentity {
        List<String> purposes;
        try {
            List<String> extended = verified.getExtendedKeyUsage();
            purposes = extended == null ? List.of() : extended;
        } catch (CertificateParsingException e) {
            throw new RefusedIdentity(RefusedIdentity.Reason.UNAUTHORIZED);
        }
        return of(
                first(attributes(verified.getIssuerX500Principal(), "CN")),
                first(attributes(verified.getSubjectX500Principal(), "CN")),
                attributes(verified.getSubjectX500Principal(), "OU"),
                purposes);
    }

    static Identity of(String issuerName, String subjectName, List<String> subjectUnits, List<String> purposes)
            throws RefusedIdentity {
        String deviceId = subjectName.replace('.', '-');
        if (ISSUERS_WITH_PURPOSES.contains(issuerName)) {
            return new Identity(typeByPurpose(purposes, subjectUnits), deviceId);
        }
        if (!ISSUERS_OF_VEHICLES.contains(issuerName)) {
            throw new RefusedIdentity(RefusedIdentity.Reason.UNAUTHORIZED);
        }
        boolean board = issuerName.equals(PRODUCTS_CA)
                && !subjectUnits.isEmpty()
                && subjectUnits.getFirst().equals("Tesla Motors SN");
        return new Identity(board ? "vehicle_board_device" : Identity.VEHICLE, deviceId);
    }

    private static String typeByPurpose(List<String> purposes, List<String> subjectUnits) throws RefusedIdentity {
        for (String purpose : purposes) {
            if (purpose.equals(EXCLUDED_PURPOSE)) {
                throw new RefusedIdentity(RefusedIdentity.Reason.EXCLUDED);
            }
            String type = typeOf(purpose);
            if (type != null) {
                return subjectUnits.contains("Solar Inverter")
                        ? "solar_inverter_device"
                        : subjectUnits.contains("Gen3 Wall Connector") ? "wall_connector_device" : type;
            }
        }
        throw new RefusedIdentity(RefusedIdentity.Reason.UNAUTHORIZED);
    }

    private static @Nullable String typeOf(String purpose) {
        if (!purpose.startsWith(PURPOSE_ARC + "4.") && !purpose.startsWith(PURPOSE_ARC + "5.")) {
            return null;
        }
        return TYPE_BY_PURPOSE.get(purpose.substring(PURPOSE_ARC.length() + 2));
    }

    private static String first(List<String> values) {
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** All values of an attribute in the order of the certificate. */
    private static List<String> attributes(X500Principal principal, String type) {
        List<String> values = new ArrayList<>();
        try {
            // The text form lists the last part first; LdapName counts from its end again.
            for (Rdn rdn : new LdapName(principal.getName(X500Principal.RFC2253)).getRdns()) {
                Attribute all = rdn.toAttributes().get(type);
                for (int i = 0; all != null && i < all.size(); i++) {
                    if (all.get(i) instanceof String text) {
                        values.add(text);
                    }
                }
            }
        } catch (NamingException e) {
            return List.of();
        }
        return values;
    }
}
