package io.fleetport.application.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VinMaskTest {

    private static final String VIN = "5YJ3E1EA0PF000001";
    private static final String BLOT = "*****************";

    /** The rule as one expression: 17 characters without I, O and Q, a letter and a digit among them, a word of their own. */
    private static final Pattern RULE = Pattern.compile(
            "(?<![A-Za-z0-9])(?=[A-HJ-NPR-Z]*[0-9])(?=[0-9]*[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])",
            Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                VIN,
                "{\"vehicle\":\"" + VIN + "\"}",
                "a " + VIN + " b " + VIN,
                VIN + "5 " + VIN,
                VIN + "," + VIN,
                "é" + VIN + "é"
            })
    void aNumberIsFoundWhereverItStandsAlone(String text) {
        assertThat(VinMask.mask(text))
                .isEqualTo(RULE.matcher(text).replaceAll(BLOT))
                .isNotEqualTo(text);
        assertThat(masked(text)).isEqualTo(RULE.matcher(text).replaceAll(BLOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "van 12",
                "12345678901234567",
                "ABCDEFGHJKLMNPRST",
                "5YJ3E1EA0PF00000",
                "5YJ3E1EA0PF0000011",
                "5YJ3E1EA0PFO00001",
                "x5YJ3E1EA0PF000001",
                "5YJ3E1EA0PF_000001"
            })
    void whatIsNoNumberStaysAsItIs(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);

        assertThat(VinMask.mask(text)).isSameAs(text);
        assertThat(VinMask.mask(raw)).isSameAs(raw);
        assertThat(VinMask.isVin(text)).isFalse();
    }

    @Test
    void eitherCaseLooksLikeANumber() {
        assertThat(VinMask.isVin(VIN)).isTrue();
        assertThat(VinMask.isVin("5yj3e1ea0pf000001")).isTrue();
        assertThat(VinMask.isVin(" " + VIN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "the first character, {\"vehicle\":\"\\u0035YJ3E1EA0PF000001\"}, {\"vehicle\":\"**********************\"}",
        "one within, {\"v\":\"5YJ3E1EA0P\\u0046000001\"}, {\"v\":\"**********************\"}",
        "what is before it, {\"d\":\"VIN\\n5YJ3E1EA0PF000001\"}, {\"d\":\"VIN\\n*****************\"}",
        "an escaped backslash is none, {\"d\":\"\\\\u0035YJ3E1EA0PF000001\"}, {\"d\":\"\\\\u0035YJ3E1EA0PF000001\"}",
        "what only looks like one, \\q5YJ3E1EA0PF000001, \\q5YJ3E1EA0PF000001",
        "a broken one, \\u00g5 5YJ3E1EA0PF000001 \\, \\u00g5 ***************** \\"
    })
    void escapesDoNotHideANumber(String what, String text, String masked) {
        assertThat(masked(text)).as(what).isEqualTo(masked);
    }

    @Test
    void theBytesHandedInAreNeverChanged() {
        byte[] raw = VIN.getBytes(StandardCharsets.US_ASCII);

        VinMask.mask(raw);

        assertThat(raw).asString(StandardCharsets.US_ASCII).isEqualTo(VIN);
    }

    @Property(tries = 2_000)
    void theScanAgreesWithTheRule(@ForAll("texts") String text) {
        assertThat(VinMask.mask(text)).isEqualTo(RULE.matcher(text).replaceAll(BLOT));
        assertThat(masked(text)).isEqualTo(RULE.matcher(text).replaceAll(BLOT));
    }

    /** Words of about the right length, which letters chosen freely would hardly ever make. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word = Arbitraries.strings()
                .withChars("ABCZabz0123456789")
                .ofMinLength(15)
                .ofMaxLength(19);
        Arbitrary<String> odd = Arbitraries.strings().withChars("AIO1 ,\"é").ofMaxLength(18);
        Arbitrary<String> gap = Arbitraries.of("", " ", "-", "\"", "{\"v\":");
        return Arbitraries.oneOf(word, odd, gap).list().ofMaxSize(8).map(parts -> String.join("", parts));
    }

    private static String masked(String text) {
        return new String(VinMask.mask(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
