package io.fleetport.bootstrap.local;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Who a client of the embedded broker is, by a certificate that the {@link StationAuthority} has issued. */
public sealed interface BrokerClient {

    /** @param id the common name */
    record Station(String id) implements BrokerClient {}

    /** Fleetport itself. No station's certificate has the organizational unit that tells it. */
    record Own() implements BrokerClient {}

    /** Empty when it is neither. The certificate must have been verified before. */
    static Optional<BrokerClient> of(X509Certificate certificate) {
        List<Rdn> name;
        try {
            name = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
        if (values(name, "OU").equals(List.of(StationAuthority.OWN_UNIT))) {
            return Optional.of(new Own());
        }
        List<String> commonNames = values(name, "CN");
        return commonNames.size() == 1 && name.size() == 1 && StationAuthority.isStationId(commonNames.getFirst())
                ? Optional.of(new Station(commonNames.getFirst()))
                : Optional.empty();
    }

    private static List<String> values(List<Rdn> name, String type) {
        return name.stream()
                .filter(part -> part.getType().equalsIgnoreCase(type) && part.size() == 1)
                .map(part -> part.getValue().toString())
                .toList();
    }
}
