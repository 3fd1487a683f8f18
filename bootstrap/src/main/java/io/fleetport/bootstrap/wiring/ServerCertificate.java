package io.fleetport.bootstrap.wiring;

import io.fleetport.bootstrap.local.Credential;
import io.fleetport.tesla.identity.VehicleTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** A server's key and certificate from PEM files. */
final class ServerCertificate {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private ServerCertificate() {}

    /**
     * @param key PKCS #8, unencrypted, EC or RSA
     * @param chain the server's certificate first
     * @throws WrongSetting when one of them cannot be read
     */
    static Credential read(Path key, Path chain) {
        try {
            return new Credential(privateKey(key), VehicleTrust.read(chain));
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongSetting(
                    "the server's key " + key + " or certificate " + chain + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no key of the form PKCS #8 (" + BEGIN + ")");
        }
        byte[] der = Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to));
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException other) {
                continue;
            }
        }
        throw new IllegalArgumentException("the key is neither EC nor RSA");
    }
}
