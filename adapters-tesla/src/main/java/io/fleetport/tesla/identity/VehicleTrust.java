package io.fleetport.tesla.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The authorities client certificates are verified against, and nothing else: a vehicle that is offered a long list of
 * acceptable authorities answers without a certificate.
 *
 * <p>An authority outside its own validity is left out. Java does not look at the validity of a trust anchor by itself, the
 * maker's reference server does; so one that expired in 2025 (for the oldest vehicles) lets nobody in here either. This is
 * decided when the server starts, so one that expires while it runs is trusted until the next start.
 *
 * @param anchors without doubles
 */
public record VehicleTrust(List<X509Certificate> anchors) {

    /** Sets of authorities shipped with this module. */
    public enum BuiltIn {
        /** Those of vehicles on the road. */
        PRODUCTION("vehicle-cas-production.pem"),
        /** Those of the maker's own test vehicles. */
        ENGINEERING("vehicle-cas-engineering.pem"),
        /** None: only authorities given besides, for tests and vehicles that are simulated. */
        NONE("");

        private final String resource;

        BuiltIn(String resource) {
            this.resource = resource;
        }

        /** The set as shipped, expired authorities included. */
        public List<X509Certificate> certificates() {
            if (resource.isEmpty()) {
                return List.of();
            }
            try (InputStream in = VehicleTrust.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("resource " + resource + " is missing from the class path");
                }
                return parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    public VehicleTrust {
        anchors = List.copyOf(anchors);
    }

    /**
     * A built-in set together with further authorities, without those not valid at this time.
     *
     * @throws IllegalArgumentException when nothing valid is left
     */
    public static VehicleTrust of(BuiltIn builtIn, List<X509Certificate> further, Instant now) {
        Set<X509Certificate> anchors = new LinkedHashSet<>();
        for (List<X509Certificate> part : List.of(builtIn.certificates(), further)) {
            for (X509Certificate authority : part) {
                if (!now.isBefore(authority.getNotBefore().toInstant())
                        && !now.isAfter(authority.getNotAfter().toInstant())) {
                    anchors.add(authority);
                }
            }
        }
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("there is no valid authority to verify vehicles against: the set "
                    + builtIn + " and " + further.size() + " more, all outside their validity or none");
        }
        return new VehicleTrust(List.copyOf(anchors));
    }

    /**
     * All certificates of a PEM file.
     *
     * @throws IllegalArgumentException when the file cannot be read or holds no certificate
     */
    public static List<X509Certificate> read(Path pemFile) {
        String text;
        try {
            text = Files.readString(pemFile, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the authorities in " + pemFile, e);
        }
        List<X509Certificate> certificates = parse(text);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in " + pemFile);
        }
        return certificates;
    }

    private static List<X509Certificate> parse(String pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = PEM.matcher(pem);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (matcher.find()) {
                certificates.add((X509Certificate) factory.generateCertificate(
                        new ByteArrayInputStream(matcher.group().getBytes(StandardCharsets.US_ASCII))));
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate cannot be read", e);
        }
        return certificates;
    }
}
