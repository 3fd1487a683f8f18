package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeSettingsTest {

    /** The usual bounds are 5 and 100 ms. */
    @ParameterizedTest
    @CsvSource({"0, 5", "1, 5", "2, 6", "33, 99", "34, 100", "5000, 100"})
    void aCommitWaitsThreeTimesAsLongAsTheOneBeforeItTookWithinBounds(long tookMillis, long lingerMillis) {
        assertThat(IntakeSettings.DEFAULT.lingerAfter(Duration.ofMillis(tookMillis)))
                .isEqualTo(Duration.ofMillis(lingerMillis));
    }
}
