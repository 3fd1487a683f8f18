package io.fleetport.tesla.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VinMaskTest {

    private static final Pattern VIN = Pattern.compile("[A-HJ-NPR-Z0-9]{17,}");

    @Test
    void aVinInBytesIsBlottedOutWhereverItStands() {
        for (int at = 0; at < 60; at++) {
            byte[] bytes = new byte[80];
            byte[] vin = "5YJ3E1EA7JF000001".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(vin, 0, bytes, at, 17);

            VinMask.mask(bytes);

            byte[] expected = new byte[80];
            java.util.Arrays.fill(expected, at, at + 17, (byte) 'X');
            assertThat(bytes).isEqualTo(expected);
        }
    }

    @Test
    void maskingDoesWhatTheSlowWayDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(120);
            for (int c = 0; c < length; c++) {
                text.append(
                        random.nextInt(25) == 0
                                ? "oIQ-\0".charAt(random.nextInt(5))
                                : "AZ09HJNPR".charAt(random.nextInt(9)));
            }
            String masked = new String(
                    VinMask.mask(text.toString().getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);

            assertThat(masked).isEqualTo(VIN.matcher(text).replaceAll(match -> "X"
                    .repeat(match.group().length())));
        }
    }

    @Test
    void onlyWordsOfTheRightLengthAreBlottedOutOfText() {
        assertThat(VinMask.mask("VIN 5YJ3E1EA7JF000001.")).isEqualTo("VIN XXXXXXXXXXXXXXXXX.");
        assertThat(VinMask.mask("5YJ3E1EA7JF0000012345")).isEqualTo("5YJ3E1EA7JF0000012345");
        assertThat(VinMask.mask("Zoë's car, 12345678")).isEqualTo("Zoë's car, 12345678");
        assertThat(VinMask.isVin("5YJ3E1EA7JF000001")).isTrue();
        assertThat(VinMask.isVin("5YJ3E1EA7JF00000I")).isFalse();
    }
}
