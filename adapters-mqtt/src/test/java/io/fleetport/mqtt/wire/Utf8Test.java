package io.fleetport.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c080",
                "c1bf",
                "e09fbf",
                "eda080",
                "edbfbf",
                "f08fbfbf",
                "f4908080",
                "f5808080",
                "80",
                "bf",
                "c2",
                "e282",
                "f09f98",
                "ff",
                "fe",
                "c2c2",
                "00",
                "6162636465666700"
            })
    void whatIsNoUtf8IsNoticed(String hex) {
        assertThat(Utf8.firstWrong(HexFormat.of().parseHex(hex))).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7f",
                "c280",
                "dfbf",
                "e0a080",
                "ed9fbf",
                "ee8080",
                "f0908080",
                "f48fbfbf",
                "6162636465666768c3a9"
            })
    void whatIsUtf8Passes(String hex) {
        assertThat(Utf8.firstWrong(HexFormat.of().parseHex(hex))).isNegative();
    }

    @Property(tries = 2_000)
    void theScanAgreesWithTheJdk(@ForAll @Size(max = 24) byte[] bytes) {
        assertThat(Utf8.firstWrong(bytes) < 0).isEqualTo(isUtf8WithoutZero(bytes));
    }

    @Property(tries = 500)
    void everyTextPasses(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.firstWrong(bytes) < 0).isEqualTo(isUtf8WithoutZero(bytes));
    }

    private static boolean isUtf8WithoutZero(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                            .indexOf('\0')
                    < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
