package io.fleetport.application.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeSettingsTest {

    /** The usual bounds are 5 and 50 ms. */
    @ParameterizedTest
    @CsvSource({"0, 5", "4, 5", "5, 5", "6, 6", "20, 20", "49, 49", "50, 50", "51, 50", "5000, 50"})
    void aCommitWaitsAsLongAsTheOneBeforeItTookWithinBounds(long tookMillis, long lingerMillis) {
        assertThat(IntakeSettings.DEFAULT.lingerAfter(Duration.ofMillis(tookMillis)))
                .isEqualTo(Duration.ofMillis(lingerMillis));
    }
}
