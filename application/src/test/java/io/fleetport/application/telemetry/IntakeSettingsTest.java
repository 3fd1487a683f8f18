package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeSettingsTest {

    /** The usual bounds are 5 and 20 ms. */
    @ParameterizedTest
    @CsvSource({"0, 5", "4, 5", "5, 5", "6, 6", "19, 19", "20, 20", "21, 20", "5000, 20"})
    void aCommitWaitsAsLongAsTheOneBeforeItTookWithinBounds(long tookMillis, long lingerMillis) {
        assertThat(IntakeSettings.DEFAULT.lingerAfter(Duration.ofMillis(tookMillis)))
                .isEqualTo(Duration.ofMillis(lingerMillis));
    }
}
