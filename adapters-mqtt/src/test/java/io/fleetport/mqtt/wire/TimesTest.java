package io.fleetport.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00.5Z, 2026-01-31T08:00:00.5Z",
        "2026-01-31T08:00:00.123456789Z, 2026-01-31T08:00:00.123456Z",
        "2026-01-31T08:00:00.9999999999999Z, 2026-01-31T08:00:00.999999Z",
        "2026-01-31T08:00:00+01:30, 2026-01-31T06:30:00Z",
        "2026-01-31T08:00:00.25-23:59, 2026-02-01T07:59:00.25Z",
        "2024-02-29T23:59:59-00:00, 2024-02-29T23:59:59Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void aTimeIsReadToTheMicrosecond(String text, String expected) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-01-31T08:00Z",
                "2026-01-31T08:00:00",
                "2026-01-31 08:00:00Z",
                "2026-01-31t08:00:00z",
                "20260131T080000Z",
                "2026-02-29T08:00:00Z",
                "2026-00-31T08:00:00Z",
                "2026-13-31T08:00:00Z",
                "2026-01-00T08:00:00Z",
                "2026-01-32T08:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T08:60:00Z",
                "2026-12-31T23:59:60Z",
                "2026-01-31T08:00:00.Z",
                "2026-01-31T08:00:00,5Z",
                "2026-01-31T08:00:00+01",
                "2026-01-31T08:00:00+0100",
                "2026-01-31T08:00:00+24:00",
                "2026-01-31T08:00:00+01:60",
                "2026-01-31T08:00:00 01:00",
                "2026-01-31T08:00:00Z ",
                "2o26-01-31T08:00:00Z",
                "-026-01-31T08:00:00Z",
                "20-6-01-31T08:00:00Z",
                "２026-01-31T08:00:00Z",
                "+12026-01-31T08:00:00Z"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(Times.parse(text)).isNull();
    }

    /** All seconds of the years 0 to 9999. */
    @Property(tries = 2_000)
    void theHandWrittenFormAgreesWithTheJdk(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -17 * 60, max = 17 * 60) int offsetMinutes) {
        OffsetDateTime time = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC)
                .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

        assertThat(Times.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)))
                .isEqualTo(time.toInstant().truncatedTo(ChronoUnit.MICROS));
    }

    @Property(tries = 2_000)
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(Times.parse(text)).isNull();
    }
}
