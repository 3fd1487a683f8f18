package io.fleetport.tesla.simulator;

import io.fleetport.application.encoding.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Vehicle identification numbers for vehicles that are not there.
 *
 * <p>The number follows from names alone, so that a second replay is the same vehicle. It has the form and the
 * check digit of ISO 3779; maker and model are those of a car that speaks this protocol.
 */
public final class SimulatedVin {

    private static final String MAKER_AND_MODEL = "5YJ3E1EA";
    /** ISO 3779 leaves out I, O and Q. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    /** What each character of {@link #ALPHABET} counts in the check sum (49 CFR 565.15). */
    private static final int[] WORTH = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9
    };
    /** How much each place counts; the ninth is the check digit itself (49 CFR 565.15). */
    private static final int[] WEIGHT = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    private SimulatedVin() {}

    /** The number of the vehicle with this name where it connects: no two organizations simulate the same vehicle. */
    static String of(StreamAddress stream, String vehicleName) {
        return of(stream.serverName() + "/" + vehicleName);
    }

    /** The number of the vehicle with this name: 17 characters, always the same ones. */
    public static String of(String vehicleName) {
        byte[] digest = Sha256.of(vehicleName.getBytes(StandardCharsets.UTF_8));
        StringBuilder vin = new StringBuilder(MAKER_AND_MODEL).append('0');
        for (int i = 0; i < 8; i++) {
            int twoBytes = (digest[2 * i] & 0xff) << 8 | digest[2 * i + 1] & 0xff;
            vin.append(ALPHABET.charAt(twoBytes % ALPHABET.length()));
        }
        vin.setCharAt(8, checkDigit(vin));
        return vin.toString();
    }

    /** What belongs in the ninth of the 17 places; the character there now does not matter. */
    static char checkDigit(CharSequence vin) {
        int sum = 0;
        for (int i = 0; i < WEIGHT.length; i++) {
            sum += WEIGHT[i] * WORTH[ALPHABET.indexOf(vin.charAt(i))];
        }
        int rest = sum % 11;
        return rest == 10 ? 'X' : (char) ('0' + rest);
    }
}
